import type { AppInfo } from "../../shared/bridge/app-info.ts";
import type { BridgeAnswer } from "../../shared/bridge/contract.ts";
import { parseRoute, type Route, routePath } from "../ui/routes.ts";
import { askDesktop, findBridge } from "./bridge.ts";
import { prepareScreen } from "./screen-code.ts";
import { prepareSession } from "./session.ts";
import { prepareWorker } from "./spare-worker.ts";
import { installTrustedTypes } from "./trusted-types.ts";

installTrustedTypes();
// Not awaited here: the screens' files import this one, and would wait for it to end.
start().catch(reportError);

/** Kept small: the worker opens the book and the screen's code loads while the console's own code is still on its way. */
async function start(): Promise<void> {
  const bridge = findBridge();
  if (bridge !== null) prepareWorker();
  const asked = bridge === null ? null : askDesktop(bridge, "app.info", undefined);
  const info = asked?.then(async (answer) => {
    const route = takeRoute(answer);
    if (bridge !== null && answer.ok) prepareSession(bridge, answer.value, route);
    await prepareScreen(route);
    return answer;
  });
  const [{ showConsole, showFailure }] = await Promise.all([import("./console.tsx"), pageReady()]);
  const root = document.getElementById("root");
  if (root === null) throw new Error("index.html has no #root");
  if (bridge === null || info === undefined) showFailure(root, "bridge.missing");
  else showConsole(root, bridge, await info);
}

/** The place to begin at: what the desktop was asked for goes before what the address says. */
function takeRoute(info: BridgeAnswer<AppInfo>): Route {
  const { route } = info.ok ? info.value.overrides : { route: null };
  const asked = route === null ? null : parseRoute(route);
  if (asked !== null) history.replaceState(null, "", `#${routePath(asked)}`);
  return asked ?? parseRoute(location.hash.slice(1)) ?? { screen: "today" };
}

/** The page is read and its styles are here: this script does not wait for them, but what is drawn is measured. */
async function pageReady(): Promise<void> {
  if (document.readyState === "loading")
    await new Promise((resolve) => document.addEventListener("DOMContentLoaded", resolve, { once: true }));
  const missing = [...document.querySelectorAll<HTMLLinkElement>("link[rel=stylesheet]")].filter((link) => link.sheet === null);
  const arrival = (link: HTMLLinkElement): Promise<unknown> =>
    Promise.race(["load", "error"].map((event) => new Promise((resolve) => link.addEventListener(event, resolve, { once: true }))));
  await Promise.all(missing.map(arrival));
}

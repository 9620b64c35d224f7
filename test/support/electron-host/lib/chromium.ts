import { spawn } from "node:child_process";
import { mkdirSync } from "node:fs";
import type { Readable, Writable } from "node:stream";
import { findChromium, unneededFeatures } from "../../chromium.ts";
import { app } from "./app.ts";
import { DevtoolsPipe } from "./devtools-pipe.ts";
import { electronVersion, host, launchInfo, report } from "./host.ts";
import { startLoopbackServer } from "./loopback-server.ts";
import { registeredSchemes } from "./protocol.ts";

function switches(headless: boolean): readonly string[] {
  const map = registeredSchemes().map((scheme) => `MAP *.${scheme}.localhost 127.0.0.1:${host.port}`);
  // Hermetic: whatever the page tries, nothing but the loopback server is reachable.
  map.push("MAP * ~NOTFOUND", "EXCLUDE 127.0.0.1");
  const own = [
    "--remote-debugging-pipe",
    `--user-data-dir=${app.getPath("sessionData")}`,
    "--no-startup-window",
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-extensions",
    "--disable-default-apps",
    "--disable-popup-blocking",
    "--disable-search-engine-choice-screen",
    "--password-store=basic",
    "--use-mock-keychain",
    "--disable-dev-shm-usage",
    `--disable-features=${unneededFeatures.join(",")}`,
    `--lang=${app.getLocale()}`,
    `--host-resolver-rules=${map.join(", ")}`,
    ...(headless ? ["--headless", "--hide-scrollbars"] : []),
    // Chromium refuses to run its sandbox as root; everybody else gets it.
    ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
  ];
  const { debugPort } = launchInfo();
  if (debugPort !== null) own.push(`--remote-debugging-port=${debugPort}`);
  const mine = new Set([...own.map((item) => item.split("=")[0]), "--no-sandbox", "--enable-unsafe-swiftshader"]);
  const asked = [...app.switches].filter(([name]) => !mine.has(`--${name}`));
  return [...own, ...asked.map(([name, value]) => (value === "" ? `--${name}` : `--${name}=${value}`))];
}

/** Starts Chromium for this application; afterwards windows can be made. */
export async function startChromium(): Promise<void> {
  await startLoopbackServer();
  mkdirSync(app.getPath("sessionData"), { recursive: true });
  const headless = process.platform === "linux" && (process.env["DISPLAY"] ?? "") === "" && (process.env["WAYLAND_DISPLAY"] ?? "") === "";
  const chromium = spawn(findChromium(), switches(headless), {
    stdio: ["ignore", "ignore", "pipe", "pipe", "pipe"],
    env: { ...process.env, GOOGLE_API_KEY: "no", GOOGLE_DEFAULT_CLIENT_ID: "no", GOOGLE_DEFAULT_CLIENT_SECRET: "no" },
  });
  host.chromium = chromium;
  let tail = "";
  chromium.stderr?.on("data", (data: Buffer) => {
    const lines = (tail + data.toString("utf8")).split("\n");
    tail = lines.pop() ?? "";
    // A test driver waits for this line; the rest is Chromium's own chatter.
    for (const line of lines) if (line.startsWith("DevTools listening on")) process.stderr.write(`${line}\n`);
  });
  chromium.on("error", (error) => {
    report("Chromium did not start", error);
    app.exit(1);
  });
  chromium.on("exit", (code, signal) => {
    host.chromium = null;
    if (app.isExiting) return;
    if (code !== 0) report("Chromium ended early", code ?? signal);
    app.exit(code === 0 ? 0 : 1);
  });
  host.devtools = new DevtoolsPipe(chromium.stdio[3] as Writable, chromium.stdio[4] as Readable);
  const { root } = host.devtools;
  const version = await root.send<{ product: string }>("Browser.getVersion");
  Object.defineProperty(process, "versions", {
    value: Object.freeze({ ...process.versions, electron: electronVersion, chrome: version.product.split("/")[1] ?? "" }),
    configurable: true,
  });
  await root.send("Target.setDiscoverTargets", { discover: true });
  await root.send("Target.setAutoAttach", { autoAttach: true, waitForDebuggerOnStart: true, flatten: true });
}

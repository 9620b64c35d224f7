import { askDesktop, findBridge } from "./bridge.ts";
import { prepareWorker } from "./spare-worker.ts";
import { installTrustedTypes } from "./trusted-types.ts";

installTrustedTypes();
await start();

/** Kept small: the data worker loads and the desktop answers while the console's own code is still on its way. */
async function start(): Promise<void> {
  const bridge = findBridge();
  if (bridge !== null) prepareWorker();
  const info = bridge === null ? null : askDesktop(bridge, "app.info", undefined);
  const { showConsole, showFailure } = await import("./console.tsx");
  const root = document.getElementById("root");
  if (root === null) throw new Error("index.html has no #root");
  if (bridge === null || info === null) showFailure(root, "bridge.missing");
  else showConsole(root, bridge, await info);
}

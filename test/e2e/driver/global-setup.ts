import { resolve } from "node:path";
import { buildIfStale } from "../../../electron/launch/build-if-stale.ts";
import { installedElectron, standInFolder } from "../../../electron/launch/electron-binary.ts";
import { ensureChromium } from "../../support/chromium.ts";

/** Before the first test: a build of the sources as they are, and something to run it on. */
// oxlint-disable-next-line import/no-default-export -- Playwright takes the default export
export default function prepare(): void {
  const root = resolve(import.meta.dirname, "../../..");
  if (!buildIfStale(root)) throw new Error("the build failed: see above");
  if (installedElectron(root) !== null) return;
  ensureChromium();
  process.env["ELECTRON_OVERRIDE_DIST_PATH"] = standInFolder(root);
}

import { existsSync } from "node:fs";
import { join } from "node:path";
import { ensureChromium } from "../support/chromium.ts";

/** Before the first smoke test: something packed, and something to run it on. */
// oxlint-disable-next-line import/no-default-export -- Playwright takes the default export
export default function prepare(): void {
  const packed = process.env["HEADROOM_PACKED"] ?? "";
  if (!existsSync(join(packed, "resources", "app.asar")))
    throw new Error("HEADROOM_PACKED names no packed application: npm run package -- --smoke");
  ensureChromium();
}

import { spawnSync } from "node:child_process";
import { accessSync, constants } from "node:fs";

/** What a browser does beside showing pages. The popups of its address field alone take as much processor at the start as the application. */
export const unneededFeatures = [
  "HttpsUpgrades",
  "HttpsFirstBalancedModeAutoEnable",
  "Translate",
  "OptimizationHints",
  "MediaRouter",
  "WebUIOmniboxPopup",
  "WebUIOmniboxFullPopup",
  "WebUIOmniboxAimPopup",
];

/** No usable Chromium: the message says how to get one. */
export class ChromiumMissingError extends Error {
  override readonly name = "ChromiumMissingError";
}

const usualPlaces = [
  "/usr/lib/chromium/chromium",
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome-stable",
  "/usr/bin/google-chrome",
  "/opt/google/chrome/chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];

const remedy =
  "install it (Debian: apt-get install chromium fonts-noto-cjk) or set HEADROOM_CHROMIUM to the executable of Chromium or Chrome";

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Path of an installed Chromium or Chrome. Throws ChromiumMissingError. */
export function findChromium(): string {
  const chosen = process.env["HEADROOM_CHROMIUM"] ?? "";
  if (chosen !== "") {
    if (isExecutable(chosen)) return chosen;
    throw new ChromiumMissingError(`HEADROOM_CHROMIUM names ${chosen}, which is not an executable: correct it or unset it`);
  }
  const found = usualPlaces.find(isExecutable);
  if (found === undefined) throw new ChromiumMissingError(`no Chromium found: ${remedy}`);
  return found;
}

function isDebianRoot(): boolean {
  return process.platform === "linux" && process.getuid?.() === 0 && isExecutable("/usr/bin/apt-get");
}

/** Path of a Chromium; installs Debian's package, with a Chinese font, when there is none and this is root. Throws ChromiumMissingError. */
export function ensureChromium(): string {
  try {
    return findChromium();
  } catch (error) {
    if (!isDebianRoot() || (process.env["HEADROOM_CHROMIUM"] ?? "") !== "") throw error;
  }
  process.stderr.write("headroom: installing Debian's chromium and fonts-noto-cjk\n");
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const install = ["install", "-y", "-q", "--no-install-recommends", "chromium", "fonts-noto-cjk"];
  for (const args of [["update", "-q"], install]) {
    const ended = spawnSync("apt-get", args, { env, stdio: ["ignore", "ignore", "inherit"] });
    if (ended.status !== 0) throw new ChromiumMissingError(`apt-get ${args[0] ?? ""} failed, so there is no Chromium: ${remedy}`);
  }
  return findChromium();
}

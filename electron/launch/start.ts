import { spawn } from "node:child_process";
import { constants } from "node:os";
import { join, resolve } from "node:path";
import { ChromiumMissingError, ensureChromium } from "../../test/support/chromium.ts";
import { buildIfStale } from "./build-if-stale.ts";
import { installedElectron, standInFolder } from "./electron-binary.ts";

/** `npm start`: builds what is out of date and opens the console, on Electron or, without its binary, on the stand-in over Chromium. */
const root = resolve(import.meta.dirname, "../..");

function say(line: string): void {
  process.stderr.write(`headroom: ${line}\n`);
}

function executable(): string {
  const electron = installedElectron(root);
  if (electron !== null) return electron;
  ensureChromium();
  say("Electron's binary is not installed, so the same build runs on its stand-in over Chromium");
  return join(standInFolder(root), "electron");
}

/** npm leaves a working folder of its own; relative paths of the user mean the folder they typed the command in. */
function userFolder(): string {
  return process.env["INIT_CWD"] ?? process.cwd();
}

function start(): void {
  if (!buildIfStale(root)) {
    say("the build failed, so there is nothing to start: correct what it names above");
    process.exit(1);
  }
  const command = executable();
  const noDisplay = process.platform === "linux" && (process.env["DISPLAY"] ?? "") === "" && (process.env["WAYLAND_DISPLAY"] ?? "") === "";
  if (noDisplay) say("there is no display, so the console runs headless; --shot FILE saves what it shows");
  const headless = noDisplay && installedElectron(root) !== null ? ["--ozone-platform=headless"] : [];
  const child = spawn(command, [root, ...headless, ...process.argv.slice(2)], { cwd: userFolder(), stdio: "inherit" });
  child.on("error", (error) => {
    say(`${command} did not start: ${error.message}`);
    process.exit(1);
  });
  child.on("exit", (code, signal) => process.exit(code ?? 128 + (signal === null ? 0 : constants.signals[signal])));
  // The console closes its database and ends; this process waits for it.
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => child.kill(signal));
}

try {
  start();
} catch (error) {
  if (!(error instanceof ChromiumMissingError)) throw error;
  say(error.message);
  process.exit(1);
}

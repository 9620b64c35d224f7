import { app } from "electron";
import type { WebContents } from "electron";
import type { Log } from "./log.ts";

const crashesBeforeGivingUp = 3;
const withinMs = 60_000;

/** Everything that dies by itself is logged; a promise that nobody waited for must not end the app, an unknown state must. */
export function logCrashes(log: Log, onFatal: () => void): void {
  process.on("unhandledRejection", (reason) => log.error("unhandled rejection", reason));
  process.on("uncaughtException", (error) => {
    log.error("uncaught exception", error);
    onFatal();
  });
  app.on("child-process-gone", (_event, details) => {
    if (details.reason !== "clean-exit") log.error("child process", `${details.type} ended: ${details.reason} (${details.exitCode})`);
  });
}

/** A window whose page died is loaded again: the local database holds what it showed. Not for ever. */
export function reviveWindow(contents: WebContents, log: Log, now: () => number, onFatal: () => void): void {
  let crashes: number[] = [];
  contents.on("render-process-gone", (_event, details) => {
    if (details.reason === "clean-exit") return;
    log.error("window", `its process ended: ${details.reason} (${details.exitCode})`);
    crashes = [...crashes.filter((at) => now() - at < withinMs), now()];
    if (crashes.length < crashesBeforeGivingUp) contents.reload();
    else onFatal();
  });
  contents.on("preload-error", (_event, _path, error) => log.error("preload", error));
}

import type { SyncStatus } from "../data/data-client.ts";
import type { Device } from "../ui/device.ts";

type Desktop = Pick<Device, "info" | "backend">;

/** The embedded backend is still making its data and nothing of it is here yet: the first run shows how far it is. */
export function isMakingData(device: Desktop, status: SyncStatus): boolean {
  const { mode } = device.info.connection;
  if (mode !== "demo" && mode !== "embedded") return false;
  if (status.phase === "starting" || status.lastSyncMs !== null) return false;
  return device.backend.state !== "running" || status.progress === null || status.progress.rowsDone === 0;
}

/** Nothing more comes by itself: the laptop is equal to the backend, metrics included, or does without one. Pictures wait for it. */
export function isSettled(device: Desktop, status: SyncStatus): boolean {
  const { mode } = device.info.connection;
  const embedded = mode === "demo" || mode === "embedded";
  if (status.phase === "offline") return !embedded || device.backend.state === "off" || device.backend.state === "failed";
  return status.phase === "paused" || (status.phase === "idle" && status.progress === null);
}

import { utilityProcess } from "electron";
import type { BackendProcess, EmbeddedConfig } from "./embedded-backend.ts";

/** Starts the built backend in a utility process. Its standard error goes to `onStderr`, line by line. */
export function forkBackend(entry: string, config: EmbeddedConfig, onStderr: (line: string) => void): BackendProcess {
  // Only what a Node process needs: no variable of the desktop's own, no database of somebody else's.
  const kept = ["PATH", "HOME", "TMPDIR", "TEMP", "TMP", "SystemRoot", "LANG", "LC_ALL", "TZ"];
  const env: Record<string, string> = { NODE_ENV: "production", HEADROOM_EMBEDDED: JSON.stringify(config) };
  for (const name of kept) {
    const value = process.env[name];
    if (value !== undefined) env[name] = value;
  }
  const child = utilityProcess.fork(entry, [], { env, stdio: "pipe", serviceName: "headroom-backend" });
  let tail = "";
  child.stderr?.on("data", (data: Buffer) => {
    const lines = (tail + data.toString("utf8")).split("\n");
    tail = (lines.pop() ?? "").slice(0, 2000);
    for (const line of lines) if (line !== "") onStderr(line.slice(0, 2000));
  });
  // Nobody reads it, but a full pipe would stop the process.
  child.stdout?.on("data", () => undefined);
  return {
    stop: () => child.postMessage({ type: "stop" }),
    kill: () => {
      if (child.pid !== undefined) process.kill(child.pid, "SIGKILL");
    },
    onMessage: (listener) => {
      child.on("message", listener);
    },
    onExit: (listener) => {
      child.on("exit", listener);
    },
  };
}

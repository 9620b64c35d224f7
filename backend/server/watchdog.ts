import { Worker } from "node:worker_threads";
import type { Database } from "../storage/database.ts";

/**
 * Calls back as long as the loop turns and the database answers: a loop that turns is not enough, a statement that waits for ever would leave
 * every request without an answer. Never two questions at once.
 */
export function whileAlive(db: Pick<Database, "ping">, everyMs: number, onAlive: () => void): void {
  let asking = false;
  const timer = setInterval(() => {
    if (asking) return;
    asking = true;
    db.ping()
      .then(
        (answers) => {
          if (answers) onAlive();
        },
        () => undefined,
      )
      .finally(() => {
        asking = false;
      });
  }, everyMs);
  timer.unref();
}

/** Runs beside the loop that it watches. It has a line of its own to standard error: the process's streams go through the loop that stands still. */
const watcher = `
const { workerData } = require("node:worker_threads");
const { writeSync } = require("node:fs");
const beats = new Int32Array(workerData.shared);
let seen = -1;
let silentMs = 0;
const everyMs = workerData.silenceMs / 8;
setInterval(() => {
  const now = Atomics.load(beats, 0);
  silentMs = now === seen ? silentMs + everyMs : 0;
  seen = now;
  if (silentMs < workerData.silenceMs) return;
  try { writeSync(2, "headroom: the embedded database has not answered for " + Math.round(silentMs / 1000) + " s: ended, to be started again\\n"); } catch {}
  process.kill(process.pid, "SIGKILL");
}, everyMs);
`;

/**
 * Ends this process by force when its database has not answered for so long, so that what runs it (systemd, Docker) starts it again. For the
 * embedded database alone: it runs in this very loop and knows no time-out, so nothing but another thread can tell. Time is counted in turns of
 * that thread: one that was asleep with the whole machine has not waited.
 */
export function endWhenStalled(db: Pick<Database, "ping">, silenceMs: number): void {
  const shared = new SharedArrayBuffer(4);
  const beats = new Int32Array(shared);
  const worker = new Worker(watcher, { eval: true, workerData: { shared, silenceMs } });
  worker.unref();
  whileAlive(db, silenceMs / 8, () => {
    Atomics.add(beats, 0, 1);
  });
}

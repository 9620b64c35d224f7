import "../data/zod-without-eval.ts";
import { queryMap } from "../data/query-map.ts";
import type { ReplicaNews } from "../data/replica-core.ts";
import type { ToWorker } from "../data/worker-messages.ts";
import { webLockLeadership } from "../sync/leadership.ts";
import { systemTimers } from "../sync/timers.ts";
import { DataHost } from "./data-host.ts";

/** A random number from the system's source: ids made on two laptops must not meet. */
function systemRandom(): number {
  const [bits = 0] = crypto.getRandomValues(new Uint32Array(1));
  return bits / 2 ** 32;
}

const host = new DataHost({
  post: (message) => self.postMessage(message),
  queries: queryMap,
  fetch: (path, init) => fetch(path, init),
  timers: systemTimers,
  now: () => Date.now(),
  random: systemRandom,
  leadership: (profile) => webLockLeadership(navigator.locks, profile),
  channel: (profile) => {
    const channel = new BroadcastChannel(`headroom-${profile}`);
    return {
      post: (news) => channel.postMessage(news),
      onNews: (listener) => channel.addEventListener("message", (event: MessageEvent<ReplicaNews>) => listener(event.data)),
    };
  },
  storageBytes: async () => (await navigator.storage.estimate()).usage ?? null,
  quotaBytes: async () => (await navigator.storage.estimate()).quota ?? null,
  listen: true,
  crypto,
  report: (error) => self.reportError(error),
});

self.addEventListener("message", (event: MessageEvent<ToWorker>) => host.handle(event.data));
self.addEventListener("online", () => host.handle({ type: "sync-now" }));

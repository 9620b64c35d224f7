import { Readable } from "node:stream";
import type { Poke } from "../../shared/sync/protocol.ts";
import type { HeadFeed } from "../storage/head-feed.ts";

const heartbeatMs = 15_000;

/**
 * Server-sent events of one laptop: a `head` event now and after every commit, a comment every 15 s. Heads that come while the laptop does not
 * read are left out but for the newest. Ends when the stream is destroyed.
 */
export function eventStream(feed: HeadFeed, tenantId: string, now: Poke): Readable {
  let waiting: number | null = now.head;
  let hungry = false;
  const stream = new Readable({
    read: () => {
      hungry = true;
      flush();
    },
    destroy: (error, callback) => {
      clearInterval(heartbeat);
      unsubscribe();
      callback(error);
    },
  });
  const write = (text: string): void => {
    hungry = stream.push(text);
  };
  const flush = (): void => {
    if (!hungry || waiting === null) return;
    const poke: Poke = { epoch: now.epoch, head: waiting };
    waiting = null;
    write(`event: head\ndata: ${JSON.stringify(poke)}\n\n`);
  };
  const unsubscribe = feed.subscribe(tenantId, (head) => {
    waiting = head;
    flush();
  });
  const heartbeat = setInterval(() => {
    if (hungry) write(": still here\n\n");
  }, heartbeatMs);
  heartbeat.unref();
  return stream;
}

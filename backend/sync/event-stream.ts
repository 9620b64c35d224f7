import { Readable } from "node:stream";
import type { Random } from "../../shared/kernel/random.ts";
import type { Poke } from "../../shared/sync/protocol.ts";
import type { HeadFeed } from "../storage/head-feed.ts";

const heartbeatMs = 15_000;

/** As many laptops are told at once, and all of them within a moment that grows by so much for each. */
const atOnce = 10;
const perListenerMs = 5;
const longestMs = 1_000;

/** Every laptop that is told asks: told at the same instant, two hundred would stand in a queue of which the last sees the worst. */
function spreadMs(listeners: number, random: Random): number {
  return listeners <= atOnce ? 0 : Math.floor(random() * Math.min(longestMs, listeners * perListenerMs));
}

export interface EventStream {
  readonly stream: Readable;
  /** Ends it well: nothing is told any more. */
  end(): void;
}

/**
 * Server-sent events of one laptop: a `head` event now and after every commit, a comment every 15 s. Heads that come while the laptop does not
 * read are left out but for the newest. Where many listen, they are told one after the other. Ends when the stream is destroyed.
 */
export function eventStream(feed: HeadFeed, tenantId: string, now: Poke, random: Random): EventStream {
  let waiting: number | null = now.head;
  let hungry = false;
  let later: NodeJS.Timeout | undefined;
  const stream = new Readable({
    read: () => {
      hungry = true;
      flush();
    },
    destroy: (error, callback) => {
      clearInterval(heartbeat);
      clearTimeout(later);
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
    if (later !== undefined) return;
    const waitMs = spreadMs(feed.listeners(tenantId), random);
    if (waitMs === 0) flush();
    else {
      later = setTimeout(() => {
        later = undefined;
        flush();
      }, waitMs);
    }
  });
  const heartbeat = setInterval(() => {
    if (hungry) write(": still here\n\n");
  }, heartbeatMs);
  heartbeat.unref();
  return {
    stream,
    end: () => {
      clearInterval(heartbeat);
      clearTimeout(later);
      unsubscribe();
      waiting = null;
      stream.push(null);
    },
  };
}

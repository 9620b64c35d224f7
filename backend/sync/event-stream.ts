import { Readable } from "node:stream";
import type { Random } from "../../shared/kernel/random.ts";
import type { Poke } from "../../shared/sync/protocol.ts";
import type { HeadFeed } from "../storage/head-feed.ts";

const heartbeatMs = 15_000;

/** As many laptops are told at once, and all of them within a moment that grows by so much for each. */
const atOnce = 10;
const spread = { perListenerMs: 5, longestMs: 1_000 };
/** A laptop that was told is told again after a rest that grows likewise: where two hundred listen, some forty ask in a second, however much is written. */
const rest = { perListenerMs: 25, longestMs: 15_000 };

/** Every laptop that is told asks: told at the same instant, two hundred would stand in a queue of which the last sees the worst. */
function waitMs(listeners: number, { perListenerMs, longestMs }: typeof spread): number {
  return listeners <= atOnce ? 0 : Math.min(longestMs, listeners * perListenerMs);
}

export interface EventStream {
  readonly stream: Readable;
  /** Ends it well: nothing is told any more. */
  end(): void;
}

/**
 * Server-sent events of one laptop: a `head` event now and after every commit, a comment every 15 s. Heads that come while the laptop does not
 * read are left out but for the newest. Where many listen, they are told one after the other: of the first commit after a quiet
 * time within a second, of those that follow together. Ends when the stream is destroyed.
 */
export function eventStream(feed: HeadFeed, tenantId: string, now: Poke, random: Random): EventStream {
  let waiting: number | null = now.head;
  let hungry = false;
  /** Runs while a head waits for its turn, or while the laptop rests after one. */
  let later: NodeJS.Timeout | undefined;
  const stream = new Readable({
    read: () => {
      hungry = true;
      if (later === undefined) flush();
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
    const restMs = waitMs(feed.listeners(tenantId), rest);
    if (restMs > 0) after(restMs);
  };
  const after = (ms: number): void => {
    later = setTimeout(() => {
      later = undefined;
      flush();
    }, ms);
  };
  const unsubscribe = feed.subscribe(tenantId, (head) => {
    waiting = head;
    if (later !== undefined) return;
    const turnMs = Math.floor(random() * waitMs(feed.listeners(tenantId), spread));
    if (turnMs === 0) flush();
    else after(turnMs);
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

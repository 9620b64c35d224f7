import { poke, type Poke } from "../../shared/sync/protocol.ts";
import type { SyncRequests } from "./sync-requests.ts";
import type { Timers } from "./timers.ts";

/** The backend says something every 15 s; nothing for three times as long means that the connection is dead, open or not. */
export const silenceMs = 45_000;

/** Reads the stream of pokes until it ends, fails, falls silent or `signal` aborts. Never throws: polling goes on without it. */
export async function listenForPokes(
  requests: SyncRequests,
  timers: Timers,
  signal: AbortSignal,
  onPoke: (poke: Poke) => void,
  onOpen: () => void,
): Promise<void> {
  const controller = new AbortController();
  const abort = (): void => controller.abort();
  signal.addEventListener("abort", abort, { once: true });
  let forget = timers.after(silenceMs, abort);
  try {
    const stream = await requests.events(controller.signal);
    onOpen();
    const reader = stream.pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>).getReader();
    let rest = "";
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      forget();
      forget = timers.after(silenceMs, abort);
      const events = (rest + part.value).split(/\r?\n\r?\n/);
      rest = events.pop() ?? "";
      for (const event of events) {
        const told = pokeOf(event);
        if (told !== null) onPoke(told);
      }
    }
  } catch {
    // Whatever ended the stream, the next poll tells whether the backend is there.
  } finally {
    forget();
    signal.removeEventListener("abort", abort);
    controller.abort();
  }
}

function pokeOf(event: string): Poke | null {
  const lines = event.split(/\r?\n/);
  if (!lines.some((line) => line.replace(/\s/g, "") === "event:head")) return null;
  const data = lines
    .filter((line) => line.startsWith("data:"))
    .map((line) => line.slice(5))
    .join("\n");
  try {
    return poke.parse(JSON.parse(data));
  } catch {
    return null;
  }
}

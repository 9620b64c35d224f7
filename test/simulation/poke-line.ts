import type { Readable } from "node:stream";
import type { VirtualTime } from "./virtual-time.ts";

/** What the backend says while nothing happens: its own heart beats in real time. */
const heartbeatMs = 15_000;
const heartbeat = ": still here\n\n";

/** A stream of pokes that was opened on the backend. */
export interface Listening {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly stream: Readable;
  close(): void;
}

export interface LinePorts {
  readonly time: VirtualTime;
  readonly signal: AbortSignal | null;
  /** Whether anything gets through now. */
  readonly isUp: () => boolean;
  /** Whether this poke is lost. */
  readonly loses: () => boolean;
}

/** The laptop's end of a stream of pokes. A line that is down falls silent, and nobody is told. */
export function pokeLine({ stream, close }: Listening, { time, signal, isUp, loses }: LinePorts): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let forget = (): void => undefined;
  let over = false;
  const end = (how: () => void): void => {
    if (over) return;
    over = true;
    forget();
    close();
    how();
  };
  return new ReadableStream<Uint8Array>({
    start: (controller) => {
      const beat = (): void => {
        forget = time.after(heartbeatMs, () => {
          if (isUp()) controller.enqueue(encoder.encode(heartbeat));
          beat();
        });
      };
      beat();
      stream.on("data", (bytes: Buffer) => {
        const isPoke = bytes.includes("event: head");
        if (!over && isPoke && isUp() && !loses()) controller.enqueue(new Uint8Array(bytes));
      });
      stream.on("end", () => end(() => controller.close()));
      stream.on("error", () => end(() => controller.error(new TypeError("the stream broke"))));
      signal?.addEventListener("abort", () => end(() => controller.error(new TypeError("aborted"))), { once: true });
    },
    cancel: () => end(() => undefined),
  });
}

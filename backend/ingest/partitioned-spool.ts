import { createReadStream, createWriteStream, type WriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { once } from "node:events";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { seedOf } from "../../shared/kernel/random.ts";
import { textLines } from "./text-lines.ts";

const partitions = 64;

/**
 * Gathers rows by key when the rows of one key may stand anywhere in a file. Up to `inMemory` rows stay in memory; beyond, they go to 64
 * temporary files by the hash of their key (mode 0600, removed by `close`), of which one at a time is read back. `T` must be plain JSON data.
 */
export class PartitionedSpool<T extends object> {
  private readonly inMemory: number;
  private rows: { readonly key: string; readonly value: T }[] = [];
  private directory: string | null = null;
  private streams: readonly WriteStream[] = [];
  private failure: Error | null = null;

  constructor(inMemory: number) {
    this.inMemory = inMemory;
  }

  async add(key: string, value: T): Promise<void> {
    this.rows.push({ key, value });
    if (this.rows.length >= this.inMemory) await this.spill();
  }

  /** Every key with its rows in the order of `add`; keys of one partition together, otherwise in no order. */
  async *groups(): AsyncGenerator<readonly [string, readonly T[]]> {
    if (this.directory === null) {
      yield* grouped(this.rows);
      this.rows = [];
      return;
    }
    await this.spill();
    for (const stream of this.streams) {
      stream.end();
      if (!stream.closed) await once(stream, "close");
    }
    this.check();
    for (const stream of this.streams) {
      const rows: { readonly key: string; readonly value: T }[] = [];
      for await (const lines of textLines(createReadStream(stream.path, { encoding: "utf8" }))) {
        for (const { line, text } of lines) {
          if (text === null) throw new Error(`line ${line} of a temporary file is longer than any row`);
          const [key, value] = JSON.parse(text) as [string, T];
          rows.push({ key, value });
        }
      }
      yield* grouped(rows);
    }
  }

  async close(): Promise<void> {
    for (const stream of this.streams) stream.destroy();
    if (this.directory !== null) await rm(this.directory, { recursive: true, force: true });
  }

  private async spill(): Promise<void> {
    if (this.directory === null) {
      const directory = await mkdtemp(join(tmpdir(), "headroom-ingest-"));
      this.directory = directory;
      this.streams = Array.from({ length: partitions }, (_, i) => {
        const stream = createWriteStream(join(directory, `${i}.ndjson`), { mode: 0o600 });
        stream.on("error", (error) => (this.failure ??= error));
        return stream;
      });
    }
    const texts = Array.from({ length: partitions }, () => "");
    for (const { key, value } of this.rows) texts[seedOf(key) % partitions] += `${JSON.stringify([key, value])}\n`;
    this.rows = [];
    for (const [i, stream] of this.streams.entries()) {
      const text = texts[i] ?? "";
      if (text !== "" && !stream.write(text) && !stream.destroyed) await Promise.race([once(stream, "drain"), once(stream, "close")]);
    }
    this.check();
  }

  private check(): void {
    if (this.failure !== null) throw this.failure;
  }
}

function grouped<T>(rows: readonly { readonly key: string; readonly value: T }[]): Iterable<readonly [string, readonly T[]]> {
  const groups = new Map<string, T[]>();
  for (const { key, value } of rows) {
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [value]);
    else group.push(value);
  }
  return groups;
}

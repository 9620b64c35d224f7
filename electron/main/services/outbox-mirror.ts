import { type FileHandle, mkdir, open, readFile, readdir, rename, rm } from "node:fs/promises";
import { basename, join } from "node:path";
import { z } from "zod";
import { type BridgeError, mirroredEdit } from "../../../shared/bridge/contract.ts";
import { id } from "../../../shared/domain/common.ts";
import { type Result, err, ok } from "../../../shared/kernel/result.ts";
import { setAside, syncFolder } from "./atomic-file.ts";
import { serialQueue } from "./serial-queue.ts";

const trimmed = z.object({ trim: z.object({ clientId: id, upTo: z.number().int() }) });

const profileName = /^[a-z0-9-]{1,64}$/;
/** The file is rewritten when it holds at least this many lines and most of them are of no use any more. */
const compactAfterLines = 1000;

interface Contents {
  /** Mutations still wanted, oldest first, as they were given. */
  readonly lines: readonly string[];
  readonly total: number;
  /** The file ends within a line: the desktop was killed while it wrote. */
  readonly torn: boolean;
}

function parseLine(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}

/** Reads the text of a mirror. A torn or damaged line costs itself, never its neighbours. */
export function readMirror(text: string): Contents {
  const kept = new Map<string, { readonly clientId: string; readonly mutationId: number; readonly line: string }>();
  const all = text.split("\n").filter((line) => line !== "");
  for (const line of all) {
    const value = parseLine(line);
    const mutation = mirroredEdit.safeParse(value);
    if (mutation.success) {
      const { clientId, mutationId } = mutation.data;
      // A mutation may be mirrored again after a crash between the file and the browser's store: the last text counts, once.
      kept.set(`${clientId} ${mutationId}`, { clientId, mutationId, line });
      continue;
    }
    const trim = trimmed.safeParse(value);
    if (!trim.success) continue;
    for (const [key, { clientId, mutationId }] of kept) {
      if (clientId === trim.data.trim.clientId && mutationId <= trim.data.trim.upTo) kept.delete(key);
    }
  }
  return { lines: [...kept.values()].map(({ line }) => line), total: all.length, torn: text !== "" && !text.endsWith("\n") };
}

/**
 * The outbox a second time, outside the browser's store: one append-only file a profile, a JSON text a line, so that a destroyed store
 * loses no edit. Every call resolves only when its effect is on the disk; calls of a profile run in order. Disk faults are thrown.
 */
export class OutboxMirror {
  private readonly folder: string;
  private readonly queues = new Map<string, ReturnType<typeof serialQueue>>();
  /** Profiles whose file this process has opened once: its end is known to be whole. */
  private readonly whole = new Set<string>();

  constructor(folder: string) {
    this.folder = folder;
  }

  async append(profile: string, lines: readonly string[]): Promise<Result<undefined, BridgeError>> {
    for (const line of lines) {
      if (line.includes("\n") || !mirroredEdit.safeParse(parseLine(line)).success) {
        return err({ code: "bad-request", message: "each line must be one mutation as JSON with clientId and mutationId" });
      }
    }
    return await this.inOrder(profile, async (file) => {
      if (lines.length > 0) await this.write(profile, file, lines);
      return undefined;
    });
  }

  async read(profile: string): Promise<Result<string[], BridgeError>> {
    return await this.inOrder(profile, async (file) => [...(await this.contents(file)).lines]);
  }

  async trim(profile: string, clientId: string, upTo: number): Promise<Result<undefined, BridgeError>> {
    if (!id.safeParse(clientId).success) return err({ code: "bad-request", message: "not a client id" });
    return await this.inOrder(profile, async (file) => {
      await this.write(profile, file, [JSON.stringify({ trim: { clientId, upTo } })]);
      await this.compact(file);
      return undefined;
    });
  }

  /** Edits that have not been trimmed. */
  async count(profile: string): Promise<number> {
    const read = await this.read(profile);
    return read.ok ? read.value.length : 0;
  }

  /** Removes the file of a profile, with what was put aside of it. */
  async destroy(profile: string): Promise<void> {
    await this.inOrder(profile, async (file) => {
      const own = basename(file);
      const names = await readdir(this.folder).catch(() => []);
      for (const name of names) if (name === own || name.startsWith(`${own}.`)) await rm(join(this.folder, name), { force: true });
      this.whole.delete(profile);
    });
  }

  /** Puts the file out of the way: its edits were sealed with keys that are lost. */
  async setAside(profile: string, nowMs: number): Promise<void> {
    await this.inOrder(profile, async (file) => {
      await setAside(file, nowMs);
      this.whole.delete(profile);
    });
  }

  private async inOrder<T>(profile: string, job: (file: string) => Promise<T>): Promise<Result<T, BridgeError>> {
    if (!profileName.test(profile)) return err({ code: "bad-request", message: "not a profile name" });
    const queue = this.queues.get(profile) ?? serialQueue();
    this.queues.set(profile, queue);
    return ok(await queue(() => job(join(this.folder, `${profile}.jsonl`))));
  }

  private async contents(file: string): Promise<Contents> {
    try {
      return readMirror(await readFile(file, "utf8"));
    } catch (error) {
      if (error instanceof Error && "code" in error && error.code === "ENOENT") return { lines: [], total: 0, torn: false };
      throw error;
    }
  }

  private async write(profile: string, file: string, lines: readonly string[]): Promise<void> {
    const first = !this.whole.has(profile);
    if (first) await mkdir(this.folder, { recursive: true, mode: 0o700 });
    const start = first && (await this.contents(file)).torn ? "\n" : "";
    const handle: FileHandle = await open(file, "a", 0o600);
    try {
      // Until this write has ended well, the end of the file is unknown: a full disk may have taken half a line.
      this.whole.delete(profile);
      await handle.writeFile(`${start}${lines.join("\n")}\n`, "utf8");
      await handle.sync();
    } finally {
      await handle.close();
    }
    if (first) await syncFolder(this.folder);
    this.whole.add(profile);
  }

  private async compact(file: string): Promise<void> {
    const { lines, total } = await this.contents(file);
    if (total < compactAfterLines || lines.length * 2 > total) return;
    const temporary = `${file}.new`;
    await rm(temporary, { force: true });
    const handle = await open(temporary, "wx", 0o600);
    try {
      await handle.writeFile(lines.map((line) => `${line}\n`).join(""), "utf8");
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, file);
    await syncFolder(this.folder);
  }
}

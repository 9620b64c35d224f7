import { createHash } from "node:crypto";
import { mkdir, readFile, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { type MessageState, messageState, outgoingMessage } from "../../../shared/bridge/messages.ts";
import { id } from "../../../shared/domain/common.ts";
import { syncFolder, writeFileAtomic } from "./atomic-file.ts";
import { messageFolderOf } from "./vault-belongings.ts";
import type { NamedSealer } from "./vault-keys.ts";

/** A message with the bytes (base64) of the file that it carries: what is sent is what was shown, whatever is made later. */
export const journalMessage = outgoingMessage.extend({ file: z.string().max(7_000_000).optional() });
export type JournalMessage = z.infer<typeof journalMessage>;

/** One click on "send" and what became of it. */
export const journalEntry = messageState.extend({
  version: z.literal(1),
  senderId: id,
  /** Order in which they were given. */
  seq: z.number().int().nonnegative(),
  /** null = it has ended and was noted; what is left says that this click must not send again. */
  message: journalMessage.nullable(),
  /** When it was tried; all of them count for the vendor's limits. */
  triesMs: z.array(z.number()).max(200),
  /** Tries since it was last given or asked for again. */
  tries: z.number().int().nonnegative(),
  /** Its pause is one of the sender: what comes after it waits as well. */
  holdsSender: z.boolean(),
});
export type JournalEntry = z.infer<typeof journalEntry>;

/** A click that was noted is remembered for so long, in case it is asked for once more. */
const rememberMs = 400 * 86_400_000;

function nameOf(sendId: string): string {
  return createHash("sha256").update(sendId).digest("hex").slice(0, 40);
}

export function stateOf({ sendId, outreachId, accountId, state, atMs, fault, retryAtMs }: JournalEntry): MessageState {
  return { sendId, outreachId, accountId, state, atMs, fault, retryAtMs };
}

/** Messages of one profile on the disk: a sealed file each, replaced as a whole, so that after whatever end it says what was last written. */
export class MessageJournal {
  private readonly folder: string;

  constructor(folder: string, profile: string) {
    this.folder = messageFolderOf(folder, profile);
  }

  /** Oldest first. What does not open is left where it is: nothing can be said of it. */
  async read(sealer: NamedSealer, nowMs: number): Promise<{ readonly entries: readonly JournalEntry[]; readonly unreadable: number }> {
    const names = await readdir(this.folder).catch(() => []);
    const entries: JournalEntry[] = [];
    let unreadable = 0;
    for (const file of names) {
      if (!file.endsWith(".sealed")) continue;
      const name = file.slice(0, -".sealed".length);
      const text = sealer.open(name, await readFile(join(this.folder, file), "utf8"));
      const parsed = text === null ? null : journalEntry.safeParse(JSON.parse(text));
      if (parsed?.success !== true || nameOf(parsed.data.sendId) !== name) unreadable += 1;
      else if (parsed.data.message === null && parsed.data.atMs < nowMs - rememberMs) await rm(join(this.folder, file), { force: true });
      else entries.push(parsed.data);
    }
    return { entries: entries.sort((a, b) => a.seq - b.seq), unreadable };
  }

  /** Resolves when it is on the disk for good. Throws what the disk throws. */
  async write(sealer: NamedSealer, entry: JournalEntry): Promise<void> {
    const made = await mkdir(this.folder, { recursive: true, mode: 0o700 });
    if (made !== undefined) await syncFolder(join(this.folder, ".."));
    const name = nameOf(entry.sendId);
    await writeFileAtomic(this.pathOf(entry.sendId), sealer.seal(name, JSON.stringify(entry)));
  }

  /** As `write`, unless the messages were wiped while this one was under way. */
  async writeIfKept(sealer: NamedSealer, entry: JournalEntry): Promise<void> {
    const isKept = (await readdir(this.folder).catch((): string[] => [])).includes(`${nameOf(entry.sendId)}.sealed`);
    if (isKept) await this.write(sealer, entry);
  }

  private pathOf(sendId: string): string {
    return join(this.folder, `${nameOf(sendId)}.sealed`);
  }
}

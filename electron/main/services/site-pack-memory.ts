import { readFile } from "node:fs/promises";
import { z } from "zod";
import { writeFileAtomic } from "./atomic-file.ts";
import { serialQueue } from "./serial-queue.ts";
import { noFailures, type PasscodeFailures, passcodeFailures } from "./vault-throttle.ts";

/** Packs of which wrong passphrases are remembered; those tried longest ago are forgotten first. */
const mostPacks = 200;

const memoryFile = z.object({
  version: z.literal(1),
  /** The newest time that this machine has seen, ms: setting the clock back does not take it back. */
  newestMs: z.number(),
  failures: z.record(z.string().max(64), passcodeFailures),
});
type Memory = Omit<z.infer<typeof memoryFile>, "version">;

/**
 * What this machine remembers of site packs, in one small file without names or texts: the newest time seen, and wrong passphrases. A file that
 * is gone or damaged begins anew. What the disk does not take (a profile that cannot be written) is remembered until the app ends.
 */
export class SitePackMemory {
  readonly #path: string;
  readonly #inOrder = serialQueue();
  #known: Memory | null = null;

  constructor(path: string) {
    this.#path = path;
  }

  /** Looks at the clock; the answer is the newest time seen, this one included. */
  async see(nowMs: number): Promise<number> {
    return await this.#inOrder(async () => {
      const memory = await this.#read();
      if (nowMs <= memory.newestMs) return memory.newestMs;
      await this.#keep({ ...memory, newestMs: nowMs });
      return nowMs;
    });
  }

  async failures(packId: string): Promise<PasscodeFailures> {
    return await this.#inOrder(async () => (await this.#read()).failures[packId] ?? noFailures);
  }

  /** `null` = forgotten: the passphrase was right. */
  async note(packId: string, failures: PasscodeFailures | null): Promise<void> {
    await this.#inOrder(async () => {
      const memory = await this.#read();
      const others = Object.entries(memory.failures).filter(([id]) => id !== packId);
      if (failures === null && others.length === Object.keys(memory.failures).length) return;
      const kept = failures === null ? others : [...others, [packId, failures] as const].slice(-mostPacks);
      await this.#keep({ ...memory, failures: Object.fromEntries(kept) });
    });
  }

  async #read(): Promise<Memory> {
    if (this.#known !== null) return this.#known;
    let found: Memory = { newestMs: 0, failures: {} };
    try {
      const parsed = memoryFile.safeParse(JSON.parse(await readFile(this.#path, "utf8")));
      if (parsed.success) found = parsed.data;
    } catch {
      // Not there yet, or not to be read.
    }
    this.#known = found;
    return found;
  }

  async #keep(memory: Memory): Promise<void> {
    this.#known = memory;
    const { newestMs, failures } = memory;
    await writeFileAtomic(this.#path, `${JSON.stringify({ version: 1, newestMs, failures })}\n`).catch(() => undefined);
  }
}

import { readFile } from "node:fs/promises";
import { z } from "zod";
import { writeFileAtomic } from "./atomic-file.ts";
import { serialQueue } from "./serial-queue.ts";

/** More than a book's open promises pass in a year. */
const maxKeys = 5_000;

const toldFile = z.object({ version: z.literal(1), keys: z.array(z.string().max(200)) });

export interface ToldNotices {
  /** Of these keys, those that nobody has claimed before; from now on they are claimed. `first` = the profile had no record. Never throws. */
  claim(profile: string, keys: readonly string[]): Promise<{ readonly fresh: readonly string[]; readonly first: boolean }>;
}

/**
 * What the user was told of, by the keys alone (no names, no texts), in one file a profile. One who asks is answered after the next one knows: of two windows
 * that ask at once one is told. What was asked about longest ago is forgotten first, whatever clocks say. A disk that does not keep it costs what comes
 * after the next start, nothing else.
 */
export function toldNotices(fileOf: (profile: string) => string): ToldNotices {
  const known = new Map<string, Set<string>>();
  const inOrder = serialQueue();

  const read = async (profile: string): Promise<Set<string> | null> => {
    try {
      const parsed = toldFile.safeParse(JSON.parse(await readFile(fileOf(profile), "utf8")));
      return parsed.success ? new Set(parsed.data.keys) : null;
    } catch {
      return null;
    }
  };

  return {
    claim: (profile, keys) =>
      inOrder(async () => {
        const before = known.get(profile) ?? (await read(profile));
        const told = before ?? new Set<string>();
        const fresh = keys.filter((key) => !told.has(key));
        // Asked about again, it moves to the end of what is forgotten.
        for (const key of keys) told.delete(key);
        for (const key of keys) told.add(key);
        const kept = new Set([...told].slice(-maxKeys));
        known.set(profile, kept);
        if (fresh.length > 0 || before === null) {
          const text = `${JSON.stringify({ version: 1, keys: [...kept] })}\n`;
          await writeFileAtomic(fileOf(profile), text).catch(() => undefined);
        }
        return { fresh, first: before === null };
      }),
  };
}

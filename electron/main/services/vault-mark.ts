import { mkdir, readFile, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { type StoreMark, storeMark } from "../../../shared/bridge/vault.ts";
import { writeFileAtomic } from "./atomic-file.ts";

/** What the window last knew of its local database, in a file beside the vault. It holds counts, never a word of a record. */
export async function readMark(path: string): Promise<StoreMark | null> {
  try {
    const parsed = storeMark.safeParse(JSON.parse(await readFile(path, "utf8")));
    return parsed.success ? parsed.data : null;
  } catch {
    // None yet, or damaged: the window compares with nothing then.
    return null;
  }
}

export async function writeMark(path: string, mark: StoreMark): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  await writeFileAtomic(path, `${JSON.stringify(mark)}\n`);
}

export async function removeMark(path: string): Promise<void> {
  await rm(path, { force: true });
}

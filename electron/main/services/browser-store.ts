import { existsSync } from "node:fs";
import { readdir, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";

const databases = "IndexedDB";

/**
 * Puts the folders in which the browser keeps its databases out of the way: `IndexedDB` becomes `IndexedDB.lost-<time>`, beside it; what was put
 * there before goes. Their rows are sealed, and edits have their mirror. The browser makes a new folder when it next needs one. Throws what the disk throws.
 */
export async function setAsideBrowserStore(profileFolder: string, nowMs: number): Promise<void> {
  for (const folder of [profileFolder, join(profileFolder, "Default")]) await setAsideIn(join(folder, databases), nowMs);
}

async function setAsideIn(path: string, nowMs: number): Promise<void> {
  const parent = dirname(path);
  if (!existsSync(path)) return;
  const earlier = (await readdir(parent)).filter((name) => name.startsWith(`${databases}.lost-`));
  await rename(path, `${path}.lost-${nowMs}`);
  for (const name of earlier) await rm(join(parent, name), { recursive: true, force: true });
}

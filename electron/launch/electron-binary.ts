import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Path of the real Electron's executable; null where the package could not fetch it. Never fetches anything itself. */
export function installedElectron(root: string): string | null {
  const folder = join(root, "node_modules", "electron");
  const pathFile = join(folder, "path.txt");
  if (!existsSync(pathFile)) return null;
  const executable = join(folder, "dist", readFileSync(pathFile, "utf8").trim());
  return existsSync(executable) ? executable : null;
}

/** Folder that takes the place of Electron's `dist` where the executable cannot be had. */
export function standInFolder(root: string): string {
  return join(root, "test", "support", "electron-host", "dist");
}

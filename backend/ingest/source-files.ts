import { lstat, readdir, realpath, stat } from "node:fs/promises";
import { join, matchesGlob, relative, sep } from "node:path";

/** A file below the folder that is imported, by its path with forward slashes. */
export interface SourceFile {
  readonly name: string;
  readonly path: string;
}

export interface SourceFolder {
  readonly files: readonly SourceFile[];
  /** Links that lead out of the folder: they are not followed. */
  readonly escapes: readonly string[];
}

const maxFiles = 100_000;
const maxDepth = 20;

/** Everything below a folder that is a file and stays below it once links are followed. Hidden files are passed over. */
export async function listFolder(folder: string): Promise<SourceFolder> {
  const root = await realpath(folder);
  const files: SourceFile[] = [];
  const escapes: string[] = [];
  const walk = async (directory: string, depth: number): Promise<void> => {
    for (const entry of await readdir(directory, { withFileTypes: true })) {
      if (entry.name.startsWith(".")) continue;
      const path = join(directory, entry.name);
      const name = relative(root, path).split(sep).join("/");
      const target = (await lstat(path)).isSymbolicLink() ? await realpath(path).catch(() => null) : path;
      if (target === null) continue;
      if (target !== path && !target.startsWith(root + sep)) {
        escapes.push(name);
        continue;
      }
      if (entry.isDirectory()) {
        if (depth < maxDepth) await walk(path, depth + 1);
      } else if ((await stat(target)).isFile()) {
        files.push({ name, path: target });
        if (files.length > maxFiles) throw new Error(`more than ${maxFiles} files below ${folder}`);
      }
    }
  };
  await walk(root, 0);
  return { files: files.toSorted((a, b) => (a.name < b.name ? -1 : 1)), escapes };
}

/** Whether a glob of the mapping can only name files below the folder. */
export function staysInside(glob: string): boolean {
  return !glob.startsWith("/") && !/^[A-Za-z]:|\\/.test(glob) && !glob.split("/").includes("..");
}

/** A glob without a slash means the folder itself, not its subfolders. */
export function matching(files: readonly SourceFile[], glob: string): readonly SourceFile[] {
  return files.filter((file) => matchesGlob(file.name, glob));
}

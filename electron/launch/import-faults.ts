import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { builtinModules } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { extractAll } from "@electron/asar";

/** What the built desktop and backend import that is not their own, Node's or Electron's. */
function importedIn(folder: string): readonly string[] {
  const found = new Set<string>();
  for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
    if (!name.endsWith(".js")) continue;
    const code = readFileSync(join(folder, name), "utf8");
    for (const [, from, lazily] of code.matchAll(
      /(?:^|[;\n])(?:import|export)[^"'();]*["']([^"'./][^"']*)["']|import\(["']([^"'./][^"']*)["']\)/g,
    )) {
      const specifier = from ?? lazily ?? "";
      if (specifier !== "electron" && !specifier.startsWith("node:") && !builtinModules.includes(specifier)) found.add(specifier);
    }
  }
  return [...found].toSorted();
}

/** Loads from an app.asar, far from the project, every library that its programs import: those that are missing or broken, one line each. */
export function importFaults(archive: string): readonly string[] {
  const folder = mkdtempSync(join(tmpdir(), "headroom-archive-"));
  try {
    extractAll(archive, folder);
    const specifiers = importedIn(join(folder, "out", "main"));
    if (specifiers.length === 0) return ["the archive's programs import nothing: their imports could not be read"];
    // Libraries that need Electron itself load only within it.
    const script = `for (const name of ${JSON.stringify(specifiers)}) {
  try { await import(name); } catch (error) { console.log(\`the archive's \${name} does not load: \${error.message.split("\\n")[0]}\`); }
}`;
    const ended = spawnSync(process.execPath, ["--input-type=module", "--eval", script], { cwd: folder, encoding: "utf8" });
    const lines = ended.stdout.split("\n").filter((line) => line !== "");
    return ended.status === 0 ? lines : [...lines, `loading the archive's libraries ended with ${ended.status ?? ended.signal}`];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

import { readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import type { Random } from "../../../shared/kernel/random.ts";
import { between, pick } from "./pick.ts";

export type Damage = "truncated" | "flipped bytes" | "without CURRENT" | "without MANIFEST";

/** Folders of the browser's databases below a profile. */
function storeFolders(profile: string): readonly string[] {
  return readdirSync(profile, { recursive: true, encoding: "utf8" })
    .filter((name) => basename(name) === "IndexedDB")
    .map((name) => join(profile, name));
}

function storeFiles(profile: string): readonly string[] {
  const files = storeFolders(profile).flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" })
      .map((name) => join(folder, name))
      .filter((file) => statSync(file).isFile()),
  );
  if (files.length === 0) throw new Error("the profile has no database");
  return files.toSorted();
}

/** Damages the database's files while nobody has them open, as a failing disk or a careless cleaner does. */
export function damageStore(profile: string, damage: Damage, random: Random): void {
  const files = storeFiles(profile);
  const named = (pattern: RegExp): readonly string[] => files.filter((file) => pattern.test(basename(file)));
  switch (damage) {
    case "truncated": {
      for (const file of named(/\.(log|ldb)$/)) truncateSync(file, Math.floor(statSync(file).size * random()));
      break;
    }
    case "flipped bytes": {
      for (const file of named(/\.(log|ldb)$/)) {
        const bytes = readFileSync(file);
        for (let flip = 0; flip < between(1, 20, random) && bytes.length > 0; flip += 1) {
          const at = Math.floor(random() * bytes.length);
          bytes[at] = (bytes[at] ?? 0) ^ pick([0x01, 0x80, 0xff], random);
        }
        writeFileSync(file, bytes);
      }
      break;
    }
    case "without CURRENT":
      for (const file of named(/^CURRENT$/)) rmSync(file);
      break;
    case "without MANIFEST":
      for (const file of named(/^MANIFEST/)) rmSync(file);
      break;
  }
}

/** The whole store is gone, as when a cleaner took it or a profile was copied without it. */
export function emptyStore(profile: string): void {
  for (const folder of storeFolders(profile)) rmSync(folder, { recursive: true });
}

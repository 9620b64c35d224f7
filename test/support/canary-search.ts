import { readFileSync, readdirSync } from "node:fs";
import { join, relative } from "node:path";

/** Base64 of a text wherever it begins in a longer one: the characters that do not depend on its neighbours, for each of the three places. */
function base64Forms(bytes: Buffer): readonly string[] {
  return [0, 1, 2].map((before) => {
    const text = Buffer.concat([Buffer.alloc(before), bytes])
      .toString("base64")
      .replaceAll("=", "");
    return text.slice(before === 0 ? 0 : before + 1, text.length - 2);
  });
}

/** As JSON may write it; what is plain ASCII has no such form. */
function escaped(text: string): string | null {
  const form = text.replace(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
  return form === text ? null : form;
}

function formsOf(canary: string): readonly (readonly [encoding: string, bytes: Buffer])[] {
  const utf8 = Buffer.from(canary, "utf8");
  const utf16 = Buffer.from(canary, "utf16le");
  const json = escaped(canary);
  return [
    ["utf-8", utf8],
    ["utf-16", utf16],
    ["hex", Buffer.from(utf8.toString("hex"))],
    ...(json === null ? [] : [["escaped", Buffer.from(json)] as const]),
    ...base64Forms(utf8).map((form) => ["base64", Buffer.from(form)] as const),
    ...base64Forms(utf16).map((form) => ["base64 of utf-16", Buffer.from(form)] as const),
  ];
}

/**
 * Looks for texts in every file below the folders, in the encodings in which programs write them. The browser's store compresses its blocks with
 * Snappy, which leaves what does not repeat as it is: a canary is random, so that it would be found there.
 * Answers one line a find: canary's name, encoding, file.
 */
export function findCanaries(folders: readonly string[], canaries: Readonly<Record<string, string>>): readonly string[] {
  const found = new Set<string>();
  const wanted = Object.entries(canaries).flatMap(([name, text]) => formsOf(text).map(([encoding, bytes]) => ({ name, encoding, bytes })));
  for (const folder of folders) {
    for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      const path = join(entry.parentPath, entry.name);
      const content = readFileSync(path);
      for (const { name, encoding, bytes } of wanted) {
        if (content.includes(bytes)) found.add(`${name}, ${encoding}: ${relative(folder, path)}`);
      }
    }
  }
  return [...found].toSorted();
}

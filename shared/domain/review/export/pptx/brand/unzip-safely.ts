import { unzipSync } from "fflate";
import { err, ok, type Result } from "../../../../../kernel/result.ts";

export type UnzipFault = { readonly code: "not_a_zip" | "zip_bomb" | "path_escape" };

const mostEntries = 5000;
/** Bytes of one entry, and of all of them together, unpacked. */
const largestEntry = 60_000_000;
const largestTotal = 150_000_000;
/** Deflate cannot do better than some 1,030 : 1; text of an Office file stays far below this. */
const greatestRatio = 400;
const smallestSuspect = 1_000_000;

/** An entry's path as a path of the package; null = it leaves it, or is none. */
function insidePath(name: string): string | null {
  const hidden = /\p{Cc}/u.test(name);
  if (name === "" || hidden || name.includes("\\") || name.startsWith("/") || /^[A-Za-z]:/.test(name)) return null;
  return name.split("/").some((step) => step === ".." || step === ".") ? null : name;
}

/**
 * Unpacks what a stranger packed: sizes are looked at before anything is unpacked, and no path leaves the package. `wanted` says which entries are unpacked
 * at all. Keys of the answer are paths.
 */
export function unzipSafely(
  packed: Uint8Array,
  wanted: (path: string) => boolean,
): Result<{ readonly files: ReadonlyMap<string, Uint8Array>; readonly paths: readonly string[] }, UnzipFault> {
  const paths: string[] = [];
  let total = 0;
  let fault: UnzipFault["code"] | null = null;
  try {
    const unpacked = unzipSync(packed, {
      filter: ({ name, size, originalSize }) => {
        if (fault !== null) return false;
        total += originalSize;
        if (paths.length >= mostEntries || originalSize > largestEntry || total > largestTotal) fault = "zip_bomb";
        else if (originalSize > smallestSuspect && originalSize > size * greatestRatio) fault = "zip_bomb";
        else if (insidePath(name) === null) fault = "path_escape";
        if (fault !== null) return false;
        paths.push(name);
        return wanted(name);
      },
    });
    if (fault !== null) return err({ code: fault });
    return ok({ files: new Map(Object.entries(unpacked)), paths });
  } catch {
    return err({ code: fault ?? "not_a_zip" });
  }
}

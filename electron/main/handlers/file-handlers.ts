import { open } from "node:fs/promises";
import { basename, join } from "node:path";
import { err, ok } from "../../../shared/kernel/result.ts";
import type { BridgeHandlers } from "../bridge/answer-call.ts";
import { diskError } from "../services/disk-error.ts";

/** A name that every system takes: no folder, no control characters, not hidden, not one of Windows' devices. */
export function safeFileName(suggested: string): string {
  const clean = suggested
    // oxlint-disable-next-line no-control-regex -- control characters are what is taken out
    .replaceAll(/[\u0000-\u001f\u007f-\u009f<>:"/\\|?*\u202a-\u202e\u2066-\u2069]/g, "-")
    .replace(/^[.\s]+/, "")
    .replace(/[.\s]+$/, "");
  const name = clean === "" ? "headroom" : clean;
  return /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i.test(name) ? `-${name}` : name;
}

/** `choosePlace` shows the system's dialog on a suggested path and gives the chosen one; null = cancelled. */
export function fileHandlers(
  downloads: () => string,
  choosePlace: (suggestedPath: string) => Promise<string | null>,
): Pick<BridgeHandlers, "file.save"> {
  return {
    "file.save": async ({ suggestedName, content }) => {
      const path = await choosePlace(join(downloads(), safeFileName(suggestedName)));
      if (path === null) return ok(null);
      try {
        const handle = await open(path, "w");
        try {
          await handle.writeFile(content);
          await handle.sync();
        } finally {
          await handle.close();
        }
        return ok({ name: basename(path) });
      } catch (error) {
        const fault = diskError(error);
        if (fault === null) throw error;
        return err(fault);
      }
    },
  };
}

import { basename, join } from "node:path";
import type { BridgeValue } from "../../../shared/bridge/contract.ts";
import { ok } from "../../../shared/kernel/result.ts";
import { safeFileName } from "../../../shared/kernel/safe-file-name.ts";
import type { BridgeHandlers } from "../bridge/answer-call.ts";
import { freePath, saveFile } from "../services/save-file.ts";

export interface FilePlaces {
  readonly downloads: () => string;
  /** Shows the system's dialog on a suggested path and gives the chosen one; null = cancelled. */
  readonly choosePlace: (suggestedPath: string) => Promise<string | null>;
  readonly chooseFolder: (suggestedPath: string) => Promise<string | null>;
}

export function fileHandlers({ downloads, choosePlace, chooseFolder }: FilePlaces): Pick<BridgeHandlers, "file.save" | "files.save"> {
  return {
    "file.save": async ({ suggestedName, content }) => {
      const path = await choosePlace(join(downloads(), safeFileName(suggestedName)));
      if (path === null) return ok(null);
      const saved = await saveFile(path, content);
      return saved.ok ? ok({ name: basename(path) }) : saved;
    },
    "files.save": async ({ files }) => {
      const folder = await chooseFolder(downloads());
      if (folder === null) return ok(null);
      const done: NonNullable<BridgeValue<"files.save">>["files"][number][] = [];
      for (const { suggestedName, content } of files) {
        const path = await freePath(join(folder, safeFileName(suggestedName)), content);
        const saved = await saveFile(path, content);
        done.push({ name: basename(path), fault: saved.ok ? null : saved.error.code });
      }
      return ok({ folder: basename(folder), files: done });
    },
  };
}

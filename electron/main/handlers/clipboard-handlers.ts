import { ClipboardItem, clipboard } from "electron";
import { err, ok } from "../../../shared/kernel/result.ts";
import type { BridgeHandlers } from "../bridge/answer-call.ts";

const pngSignature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

function isPng(bytes: Uint8Array): boolean {
  return pngSignature.every((byte, at) => bytes[at] === byte);
}

export function clipboardHandlers(): Pick<BridgeHandlers, "clipboard.write"> {
  return {
    "clipboard.write": async ({ text, png }) => {
      if (png !== undefined && !isPng(png)) return err({ code: "bad-request", message: "not a PNG image" });
      const parts: Record<string, string | Blob> = {};
      if (text !== undefined) parts["text/plain"] = text;
      if (png !== undefined) parts["image/png"] = new Blob([new Uint8Array(png)], { type: "image/png" });
      await clipboard.write([new ClipboardItem(parts)]);
      return ok(undefined);
    },
  };
}

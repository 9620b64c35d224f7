import { createContext, useContext } from "react";
import type { BridgeError } from "../../shared/bridge/contract.ts";
import type { DesktopFacts, DiskUse } from "../../shared/bridge/diagnostics.ts";
import type { ReviewDocument } from "../../shared/domain/review/compose/review-document.ts";
import type { Result } from "../../shared/kernel/result.ts";

export interface SavedFiles {
  readonly folder: string;
  /** In the order in which they were given, by the names that they have now; `fault` null = saved. */
  readonly files: readonly { readonly name: string; readonly fault: BridgeError["code"] | null }[];
}

/** What a screen may ask of the frame around it and of the desktop. */
export interface Shell {
  openPalette(): void;
  /** Puts text on the clipboard; answers whether it worked. */
  copyText(text: string): Promise<boolean>;
  /** Puts a PNG on the clipboard. */
  copyPng(png: Uint8Array): Promise<boolean>;
  /** Asks for a place and writes there; null = cancelled or failed (the reader has been told). */
  saveFile(suggestedName: string, content: string | Uint8Array): Promise<{ readonly name: string } | null>;
  /**
   * Writes several files into one folder that is chosen once; what failed and why is told by `fault`, and the others are saved. null = cancelled or failed
   * altogether (the reader has been told).
   */
  saveFiles(files: readonly { readonly suggestedName: string; readonly content: Uint8Array }[]): Promise<SavedFiles | null>;
  /** Has the desktop draw a review as a PDF. Whoever asks says what went wrong. */
  reviewPdf(review: ReviewDocument): Promise<Result<Uint8Array, BridgeError>>;
  /** What the desktop says of the disk and of itself; `null` = it did not answer (the reader has been told). */
  diskUse(): Promise<DiskUse | null>;
  dropOldLogs(): Promise<DiskUse | null>;
  desktopFacts(): Promise<DesktopFacts | null>;
  /** Opens http(s) and mailto addresses in the system's own program. */
  openExternal(url: string): void;
}

export const ShellContext = createContext<Shell | null>(null);

export function useShell(): Shell {
  const shell = useContext(ShellContext);
  if (shell === null) throw new Error("ShellContext is missing");
  return shell;
}

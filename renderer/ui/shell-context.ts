import { createContext, useContext } from "react";

/** What a screen may ask of the frame around it and of the desktop. */
export interface Shell {
  openPalette(): void;
  /** Puts text on the clipboard; answers whether it worked. */
  copyText(text: string): Promise<boolean>;
  /** Puts a PNG on the clipboard. */
  copyPng(png: Uint8Array): Promise<boolean>;
  /** Asks for a place and writes there; null = cancelled or failed (the reader has been told). */
  saveFile(suggestedName: string, content: string | Uint8Array): Promise<{ readonly name: string } | null>;
  /** Opens http(s) and mailto addresses in the system's own program. */
  openExternal(url: string): void;
}

export const ShellContext = createContext<Shell | null>(null);

export function useShell(): Shell {
  const shell = useContext(ShellContext);
  if (shell === null) throw new Error("ShellContext is missing");
  return shell;
}

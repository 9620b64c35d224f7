import { strToU8, zipSync } from "fflate";
import type { DesktopFacts } from "../../bridge/diagnostics.ts";

type Plain = string | number | boolean | null;

/** The window's part of a bundle: states, counts and times. */
export interface WindowFacts {
  readonly sync: Readonly<Record<string, Plain>>;
  /** Edits that wait for the user, by the reason. */
  readonly attention: Readonly<Record<string, number>>;
  /** Records on this laptop, by kind. */
  readonly records: Readonly<Record<string, number>>;
  /** Bytes and rows of the local database, by part. */
  readonly store: readonly { readonly part: string; readonly rows: number; readonly bytes: number }[];
  readonly timingsMs: Readonly<Record<string, number>>;
}

export interface BundleFile {
  readonly name: string;
  readonly text: string;
}

/** The files of a diagnostics bundle, as the reader sees them before anything is saved. `atIso`: when it was made; `about`: what it is, in words. */
export function composeBundle(
  desktop: DesktopFacts,
  window: WindowFacts,
  words: { readonly atIso: string; readonly about: string },
): readonly BundleFile[] {
  const { log, ...facts } = desktop;
  return [
    { name: "README.txt", text: `${words.about}\n` },
    { name: "facts.json", text: `${JSON.stringify({ at: words.atIso, ...facts, window }, null, 2)}\n` },
    { name: "log.txt", text: log.map((line) => `${line}\n`).join("") },
  ];
}

/** One file of them. The same files at the same instant give the same bytes. */
export function packBundle(files: readonly BundleFile[], atMs: number): Uint8Array {
  const entries = files.map(({ name, text }) => [name, [strToU8(text), { mtime: atMs }]] as const);
  return zipSync(Object.fromEntries(entries.map(([name, [bytes, options]]) => [name, [bytes, options]])), { level: 9 });
}

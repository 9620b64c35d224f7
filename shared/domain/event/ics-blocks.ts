/** A part of a calendar file, with the line of the file that it begins on. */
export interface IcsBlock {
  readonly kind: "VEVENT" | "VTIMEZONE";
  readonly line: number;
  readonly text: string;
}

/** The entries and clocks of a file with the line that each begins on. A block that is not closed ends where the next one begins. */
export function icsBlocks(text: string): readonly IcsBlock[] {
  const blocks: IcsBlock[] = [];
  let open: { kind: IcsBlock["kind"]; line: number; lines: string[] } | null = null;
  const close = (): void => {
    if (open !== null) blocks.push({ kind: open.kind, line: open.line, text: [...open.lines, `END:${open.kind}`].join("\r\n") });
    open = null;
  };
  for (const [index, raw] of text.split(/\r\n|\n|\r/).entries()) {
    const begin = /^BEGIN:(VEVENT|VTIMEZONE)\s*$/i.exec(raw)?.[1]?.toUpperCase() as IcsBlock["kind"] | undefined;
    if (begin !== undefined) {
      close();
      open = { kind: begin, line: index + 1, lines: [`BEGIN:${begin}`] };
    } else if (/^END:(VEVENT|VTIMEZONE)\s*$/i.test(raw)) close();
    else if (open !== null && raw !== "") (open as { lines: string[] }).lines.push(raw);
  }
  close();
  return blocks;
}

/** UID of an entry, read from its text; `""` = it has none. */
export function uidOf(text: string): string {
  return /^UID(?:;[^:\r\n]*)?:(.*)$/im.exec(text)?.[1]?.trim() ?? "";
}

/** A name of one line, without control characters; null = nothing is left. */
export function oneLine(text: unknown): string | null {
  if (typeof text !== "string") return null;
  const line = text
    .replace(/[\p{Cc}\u2028\u2029]+/gu, " ")
    .trim()
    .slice(0, 200);
  return line === "" ? null : line;
}

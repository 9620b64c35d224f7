import type { Paragraph, Run } from "./review-document.ts";

/**
 * The markup of what people write: one paragraph a line (blank lines are nothing), `- ` before an item, `**bold**`, `_italic_` (inside of a word
 * `__`), `{{key}}` a bound value, `\` before one of these characters makes it that character. Everything else, also HTML, is plain text.
 */
type Token =
  | { readonly type: "text"; readonly text: string }
  | { readonly type: "key"; readonly key: string }
  | { readonly type: "bold" | "italic"; readonly text: string };

// Controls that XML and slides cannot hold are dropped; a tab is a blank.
// oxlint-disable-next-line no-control-regex
const controls = /[\u0000-\u0008\u000B-\u001F\u007F\uFFFE\uFFFF]/g;

/** `textOf` says what a key's value is in this language, or that there is none; it is asked for every key that stands in the text. */
export function readNarrative(text: string, textOf: (key: string) => string): readonly Paragraph[] {
  return text
    .split(/\r\n|[\n\r\u2028\u2029]/)
    .map((line) => line.replaceAll("\t", " ").replaceAll(controls, ""))
    .filter((line) => line.trim() !== "")
    .map((line) => {
      const item = line.startsWith("- ");
      return { type: item ? "item" : "text", runs: readRuns(item ? line.slice(2) : line, textOf) } as const;
    })
    .filter(({ runs }) => runs.length > 0);
}

/** One line of it: a title. */
export function readTitle(text: string, textOf: (key: string) => string): readonly Run[] {
  return readNarrative(text.replaceAll(/[\n\r\u2028\u2029]+/g, " "), textOf).flatMap(({ runs }) => runs);
}

function readRuns(line: string, textOf: (key: string) => string): readonly Run[] {
  const tokens = closed(tokensOf(line));
  const runs: Run[] = [];
  let [bold, italic] = [false, false];
  for (const token of tokens) {
    if (token.type === "bold") bold = !bold;
    else if (token.type === "italic") italic = !italic;
    else if (token.type === "key") runs.push({ text: textOf(token.key), key: token.key, bold, italic });
    else runs.push({ text: token.text, key: null, bold, italic });
  }
  return mergeRuns(runs);
}

function tokensOf(line: string): readonly Token[] {
  const tokens: Token[] = [];
  const pattern = /\\(?<escaped>[\\*_{-])|\{\{(?<key>[^{}]+)\}\}|(?<bold>\*\*)|(?<double>__)|(?<single>_)/g;
  let done = 0;
  const plain = (text: string): void => {
    if (text !== "") tokens.push({ type: "text", text });
  };
  for (const match of line.matchAll(pattern)) {
    const { escaped, key, bold, single } = match.groups ?? {};
    plain(line.slice(done, match.index));
    done = match.index + match[0].length;
    if (escaped !== undefined) plain(escaped);
    else if (key !== undefined) tokens.push({ type: "key", key: key.trim() });
    else if (bold !== undefined) tokens.push({ type: "bold", text: "**" });
    else if (single !== undefined && inWord(line, match.index)) plain("_");
    else tokens.push({ type: "italic", text: match[0] });
  }
  plain(line.slice(done));
  return tokens;
}

/** An underscore in `snake_case` is one. */
function inWord(line: string, index: number): boolean {
  return isWord(line[index - 1]) && isWord(line[index + 1]);
}

function isWord(character: string | undefined): boolean {
  return character !== undefined && /[\p{L}\p{N}]/u.test(character);
}

/** A mark that is opened and never closed is the characters that it is written with. */
function closed(tokens: readonly Token[]): readonly Token[] {
  const lone = (["bold", "italic"] as const).map((type) => {
    const places = tokens.flatMap((token, i) => (token.type === type ? [i] : []));
    return places.length % 2 === 1 ? places.at(-1) : undefined;
  });
  return tokens.map((token, i) => (lone.includes(i) && token.type !== "key" ? { type: "text", text: token.text } : token));
}

/** Neighbours of one style are one run. */
export function mergeRuns(runs: readonly Run[]): readonly Run[] {
  const merged: Run[] = [];
  for (const run of runs) {
    const last = merged.at(-1);
    if (run.text === "" && run.key === null) continue;
    if (last !== undefined && last.key === null && run.key === null && last.bold === run.bold && last.italic === run.italic) {
      merged[merged.length - 1] = { ...last, text: last.text + run.text };
    } else merged.push(run);
  }
  return merged;
}

/** The text that is read as these paragraphs again. */
export function writeNarrative(paragraphs: readonly Paragraph[]): string {
  return paragraphs.map(({ type, runs }) => `${type === "item" ? "- " : ""}${writeRuns(runs, type === "text")}`).join("\n");
}

export function writeRuns(runs: readonly Run[], first = true): string {
  let text = "";
  let [bold, italic] = [false, false];
  const marks = (run: { readonly bold: boolean; readonly italic: boolean }, next: string): void => {
    if (bold !== run.bold) text += "**";
    if (italic !== run.italic) text += isWord(text.at(-1)) && isWord(next[0]) ? "__" : "_";
    ({ bold, italic } = run);
  };
  for (const [i, run] of mergeRuns(runs).entries()) {
    const written = run.key === null ? escaped(run.text, first && i === 0) : `{{${run.key}}}`;
    marks(run, written);
    text += written;
  }
  marks({ bold: false, italic: false }, "");
  return text;
}

function escaped(text: string, first: boolean): string {
  const plain = text.replaceAll(/[\\*_{]/g, String.raw`\$&`);
  return first && plain.startsWith("- ") ? `\\${plain}` : plain;
}

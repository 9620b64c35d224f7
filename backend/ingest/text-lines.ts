import { limits } from "./limits.ts";

/** A physical line; `text` null = it was longer than any table's line and was passed over. */
export interface TextLine {
  readonly line: number;
  readonly text: string | null;
}

/** Splits text into lines, a batch per chunk, at LF, CRLF, or CR alone where a file has no LF near its begin. Never holds more than a line's limit. */
export async function* textLines(chunks: AsyncIterable<string>): AsyncGenerator<readonly TextLine[]> {
  let line = 1;
  let carry = "";
  let discarding = false;
  let end: "\n" | "\r" | null = null;
  for await (const chunk of chunks) {
    let text = carry + chunk;
    carry = "";
    if (end === null) {
      // A CR at the very end may be half of a CRLF.
      if (text.includes("\n")) end = "\n";
      else if (text.length > 65_536 && text.slice(0, -1).includes("\r")) end = "\r";
    }
    if (end === null) {
      if (text.length > limits.lineChars) {
        discarding = true;
        text = "";
      }
      carry = text;
      continue;
    }
    const batch: TextLine[] = [];
    let at = 0;
    for (let stop = text.indexOf(end, at); stop >= 0; stop = text.indexOf(end, at)) {
      batch.push({ line, text: discarding || stop - at > limits.lineChars ? null : lineOf(text, at, stop) });
      discarding = false;
      line += 1;
      at = stop + 1;
    }
    if (text.length - at > limits.lineChars) discarding = true;
    carry = discarding ? "" : text.slice(at);
    if (batch.length > 0) yield batch;
  }
  if (end === null && !discarding && carry.slice(0, -1).includes("\r")) {
    const rest = carry.split("\r");
    if (rest.at(-1) === "") rest.pop();
    yield rest.map((text, i) => ({ line: line + i, text }));
  } else if (carry !== "" || discarding) {
    yield [{ line, text: discarding ? null : lineOf(carry, 0, carry.length) }];
  }
}

function lineOf(text: string, from: number, to: number): string {
  return text.slice(from, to > from && text.charCodeAt(to - 1) === 13 ? to - 1 : to);
}

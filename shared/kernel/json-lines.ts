export type JsonPath = readonly (string | number)[];

/** Where the values of a JSON text stand. Lines count from 1. */
export interface JsonLines {
  /** Line on which the value at a path begins, or its key; of a path that is not there, that of the nearest value around it. */
  lineOf(path: JsonPath): number;
  /** Line on which the text stops being JSON; null = it is JSON. */
  readonly faultLine: number | null;
  /** Keys that an object has twice, of which JSON.parse would drop the first. */
  readonly doubledKeys: readonly JsonPath[];
}

/** Nested deeper than this a text counts as no JSON: nothing that people write is. */
const maxDepth = 100;

/** Reads a JSON text for the places of its values. Never throws; `JSON.parse` reads the values. */
export function jsonLines(text: string): JsonLines {
  const scan = new Scan(text);
  const whole = scan.value([]) && scan.atEnd();
  return {
    lineOf: (path) => {
      for (let length = path.length; length > 0; length -= 1) {
        const line = scan.lines.get(keyOf(path.slice(0, length)));
        if (line !== undefined) return line;
      }
      return scan.lines.get(keyOf([])) ?? 1;
    },
    faultLine: whole ? null : scan.line,
    doubledKeys: scan.doubledKeys,
  };
}

function keyOf(path: JsonPath): string {
  return JSON.stringify(path);
}

/** Characters below the space may not stand in a string. */
const string = /"(?:[ !#-[\]-\uffff]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const scalar = /(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.+-])/y;

/** A text and how far it has been read. Each step says whether it found what it looked for. */
class Scan {
  readonly lines = new Map<string, number>();
  readonly doubledKeys: JsonPath[] = [];
  readonly #text: string;
  #at = 0;
  line = 1;

  constructor(text: string) {
    this.#text = text;
  }

  value(path: JsonPath): boolean {
    this.#space();
    if (!this.lines.has(keyOf(path))) this.lines.set(keyOf(path), this.line);
    if (path.length > maxDepth) return false;
    if (this.#take("{")) return this.#members(path);
    if (this.#take("[")) return this.#items(path);
    return this.#match(string) !== null || this.#match(scalar) !== null;
  }

  atEnd(): boolean {
    this.#space();
    return this.#at === this.#text.length;
  }

  #members(path: JsonPath): boolean {
    const seen = new Set<string>();
    if (this.#take("}")) return true;
    do {
      this.#space();
      const line = this.line;
      const written = this.#match(string);
      if (written === null) return false;
      const key = JSON.parse(written) as string;
      const inner = [...path, key];
      if (seen.has(key)) this.doubledKeys.push(inner);
      seen.add(key);
      this.lines.set(keyOf(inner), line);
      if (!this.#take(":") || !this.value(inner)) return false;
    } while (this.#take(","));
    return this.#take("}");
  }

  #items(path: JsonPath): boolean {
    if (this.#take("]")) return true;
    let index = 0;
    do {
      if (!this.value([...path, index])) return false;
      index += 1;
    } while (this.#take(","));
    return this.#take("]");
  }

  #take(sign: string): boolean {
    this.#space();
    if (this.#text[this.#at] !== sign) return false;
    this.#at += 1;
    return true;
  }

  #match(pattern: RegExp): string | null {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0] ?? null;
    this.#at += found?.length ?? 0;
    return found;
  }

  #space(): void {
    for (; " \t\r\n".includes(this.#text[this.#at] ?? "x"); this.#at += 1) if (this.#text[this.#at] === "\n") this.line += 1;
  }
}

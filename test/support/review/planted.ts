/** A name that nobody has, by a number: letters only, so that it is one word in every text. */
export function canary(n: number): string {
  const letters = Array.from({ length: 4 }, (_, i) => String.fromCodePoint(97 + (Math.floor(n / 26 ** i) % 26)));
  return n % 2 === 0
    ? `Zq${letters.join("")}`
    : `鑫${letters.map((letter) => String.fromCodePoint(0x4e00 + 40 * letter.codePointAt(0)!)).join("")}`;
}

/** Fields that are codes of ours and not words. */
const codes = new Set(
  "kind locale audience type layout id key keys role unit verdict align digest snapshotId version code timeZone country scenario tier period".split(
    " ",
  ),
);

/**
 * The same value with a name planted in every word field of it, and the names by their paths. A piece of text is cut in two in the middle of the name,
 * the second half bold, as a text is that was edited.
 */
export function planted<T>(value: T, from = 0): { readonly value: T; readonly names: ReadonlyMap<string, string> } {
  const names = new Map<string, string>();
  const next = (path: string): string => {
    const name = canary(from + names.size);
    names.set(path, name);
    return name;
  };
  const walk = (one: unknown, path: string): unknown => {
    if (typeof one === "string") return `${one} ${next(path)} `;
    if (Array.isArray(one)) {
      const items: readonly unknown[] = one;
      return items.flatMap((item, i): readonly unknown[] =>
        isRun(item) ? cutRun(item, next(`${path}.${i}`)) : [walk(item, `${path}.${i}`)],
      );
    }
    if (isRun(one)) return { ...one, text: `${one.text} ${next(path)} ` };
    if (typeof one !== "object" || one === null) return one;
    return Object.fromEntries(
      Object.entries(one).map(([field, inner]) => [field, codes.has(field) ? inner : walk(inner, `${path}.${field}`)]),
    );
  };
  return { value: walk(value, "") as T, names };
}

interface RunLike {
  readonly text: string;
  readonly key: string | null;
  readonly bold: boolean;
}

function isRun(value: unknown): value is RunLike {
  return typeof value === "object" && value !== null && "text" in value && "bold" in value && "key" in value;
}

function cutRun(run: RunLike, name: string): readonly RunLike[] {
  const half = Math.ceil(name.length / 2);
  return [
    { ...run, text: `${run.text} ${name.slice(0, half)}` },
    { ...run, key: null, bold: !run.bold, text: `${name.slice(half)} ` },
  ];
}

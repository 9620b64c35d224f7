/** Puts values into `{name}` slots. A slot without a value is a mistake in a template, not something to show. Han next to Han takes no space. */
export function fill(template: string, values: Readonly<Record<string, string | number>>): string {
  const text = template.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`no value for {${name}} in "${template}"`);
    return String(value);
  });
  return text.replaceAll(/(?<=\p{Script=Han}) (?=\p{Script=Han})/gu, "");
}

/** 12345 → `12,345`, in both languages as the product writes it. */
export function grouped(value: number): string {
  return Math.round(value).toLocaleString("en-US");
}

/** Three significant digits: what a person writes down of a number. */
export function round3(value: number): number {
  const step = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, value))) - 2);
  return Math.round(value / step) * step;
}

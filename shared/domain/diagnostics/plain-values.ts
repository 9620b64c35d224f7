/** Words that settings and states take: what a person typed is none of them. */
const word = /^[a-z][a-z0-9_-]{0,23}$/;
const locale = /^(?:zh-CN|en)$/;
const clock = /^\d\d:\d\d$/;

/**
 * A setting or a state as it may leave the machine: numbers, switches, and words of the program, each only where `known` names the field; every other
 * text becomes `(text)`. Fields that nobody has looked at yet are thus hidden until somebody has.
 */
export function plainValues(
  values: Readonly<Record<string, unknown>>,
  known: readonly string[],
): Readonly<Record<string, string | number | boolean | null>> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, plain(value, known.includes(name))]));
}

function plain(value: unknown, known: boolean): string | number | boolean | null {
  if (value === null || value === undefined) return null;
  if (typeof value === "number" || typeof value === "boolean") return value;
  if (typeof value !== "string") return "(value)";
  return known && (word.test(value) || locale.test(value) || clock.test(value)) ? value : "(text)";
}

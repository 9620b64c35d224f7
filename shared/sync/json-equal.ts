import type { Json } from "../kernel/json.ts";

/** Whether two values are the same JSON; absent (undefined) and null are not the same, the order of an object's fields does not matter. */
export function jsonEqual(a: Json | undefined, b: Json | undefined): boolean {
  if (a === b) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  if (isArray(a) || isArray(b)) {
    return isArray(a) && isArray(b) && a.length === b.length && a.every((value, i) => jsonEqual(value, b[i]));
  }
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => Object.hasOwn(b, name) && jsonEqual(a[name], b[name]));
}

function isArray(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

/** Plain data as it crosses from the worker: JSON, typed arrays, dates, maps and sets. */
function isPlain(value: unknown): value is Record<string, unknown> {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

type NumberArray = Float64Array | Float32Array | Uint8Array;

function isNumberArray(value: unknown): value is NumberArray {
  return value instanceof Float64Array || value instanceof Float32Array || value instanceof Uint8Array;
}

/** Whether two results say the same. Parts that are the same object are not looked into, which makes unchanged records free. */
export function equalData(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (Array.isArray(a)) return Array.isArray(b) && a.length === b.length && a.every((item, i) => equalData(item, b[i]));
  if (isNumberArray(a))
    return isNumberArray(b) && a.constructor === b.constructor && a.length === b.length && a.every((value, i) => Object.is(value, b[i]));
  if (a instanceof Map) return b instanceof Map && a.size === b.size && equalData([...a], [...b]);
  if (a instanceof Set) return b instanceof Set && a.size === b.size && equalData([...a], [...b]);
  if (!isPlain(a) || !isPlain(b)) return false;
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => Object.hasOwn(b, name) && equalData(a[name], b[name]));
}

/**
 * `next` with every part that equals its part in `previous` taken from there: rows that did not change keep their identity, so that a list
 * draws only those that did. Rows of an array are found by their `id` where they have one.
 */
export function shareStructure<T>(previous: unknown, next: T): T {
  if (Object.is(previous, next)) return next;
  if (Array.isArray(previous) && Array.isArray(next)) return shareArray(previous, next) as T;
  if (isPlain(previous) && isPlain(next)) {
    const names = Object.keys(next);
    let same = names.length === Object.keys(previous).length;
    const shared: Record<string, unknown> = {};
    for (const name of names) {
      const value = Object.hasOwn(previous, name) ? shareStructure(previous[name], next[name]) : next[name];
      // A field of this name must stay a field.
      if (name === "__proto__") Object.defineProperty(shared, name, { value, writable: true, enumerable: true, configurable: true });
      else shared[name] = value;
      if (!Object.hasOwn(previous, name) || !Object.is(value, previous[name])) same = false;
    }
    return (same ? previous : shared) as T;
  }
  return equalData(previous, next) ? (previous as T) : next;
}

function idOf(item: unknown): unknown {
  return isPlain(item) ? item["id"] : undefined;
}

function shareArray(previous: readonly unknown[], next: readonly unknown[]): readonly unknown[] {
  const byId = idOf(next[0]) === undefined ? null : new Map(previous.map((item) => [idOf(item), item]));
  let same = previous.length === next.length;
  const shared = next.map((item, i) => {
    const id = idOf(item);
    const before = byId !== null && id !== undefined ? byId.get(id) : previous[i];
    const kept = shareStructure(before, item);
    if (!Object.is(kept, previous[i])) same = false;
    return kept;
  });
  return same ? previous : shared;
}

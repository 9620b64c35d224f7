/** Deeper than any message that means something; what is below is left out. */
const deepest = 8;
const mostRows = 10_000;
const mostColumns = 1_000;

type Flat = Record<string, string | number | boolean | readonly (string | number)[]>;

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The value at a path of names; undefined = there is none. Only what the message itself has: never what all objects inherit. */
export function atPath(message: unknown, path: string): unknown {
  let value = message;
  for (const name of path.split(".")) {
    if (!isObject(value) || !Object.hasOwn(value, name)) return undefined;
    value = value[name];
  }
  return value;
}

/** Names of inner values joined by dots: `data.account.code`. Lists of texts stay lists; lists of objects are left out. */
function flattened(row: Readonly<Record<string, unknown>>): Flat {
  const flat = Object.create(null) as Flat;
  let columns = 0;
  const walk = (value: Readonly<Record<string, unknown>>, prefix: string, depth: number): void => {
    for (const [name, inner] of Object.entries(value)) {
      if (columns >= mostColumns) return;
      const key = `${prefix}${name}`;
      if (isObject(inner)) {
        if (depth < deepest) walk(inner, `${key}.`, depth + 1);
      } else if (typeof inner === "string" || typeof inner === "number" || typeof inner === "boolean") {
        flat[key] = inner;
        columns += 1;
      } else if (Array.isArray(inner) && inner.every((one) => typeof one === "string" || typeof one === "number")) {
        flat[key] = inner;
        columns += 1;
      }
    }
  };
  walk(row, "", 0);
  return flat;
}

/**
 * The rows of a message as NDJSON, nested names joined by dots. `rows` is the path of the row or of the list of rows; undefined = the message itself. null =
 * there is no row there.
 */
export function rowsOfMessage(message: unknown, rows: string | undefined): string | null {
  const found = rows === undefined ? message : atPath(message, rows);
  const list: readonly unknown[] = Array.isArray(found) ? (found as unknown[]) : [found];
  const objects = list.slice(0, mostRows).filter(isObject);
  if (objects.length === 0) return null;
  return objects.map((row) => JSON.stringify(flattened(row))).join("\n");
}

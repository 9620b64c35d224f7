import { PGlite, protocol, type Results, type Transaction } from "@electric-sql/pglite";
import pg from "pg";

/**
 * A run is thousands of small statements, the same few hundred again and again, on a few dozen rows: most of the database's time went into reading and
 * planning them. Here both drivers prepare a statement once and name it from then on. What a statement means stays as it is, and the product's own
 * code knows nothing of this.
 */
const preparable = /^\s*(?:select|insert|update|delete|with)\b/i;
const longestNamed = 20_000;

class Names {
  readonly #known = new Map<string, string>();

  of(text: string): string {
    let name = this.#known.get(text);
    if (name === undefined) {
      name = `s${this.#known.size}`;
      this.#known.set(text, name);
    }
    return name;
  }
}

function isPreparable(text: unknown): text is string {
  return typeof text === "string" && text.length < longestNamed && preparable.test(text);
}

let done = false;

/** From now on, in the whole process. Of databases whose schema does not change any more. */
export function prepareStatements(): void {
  if (done) return;
  done = true;
  prepareOnPostgres();
  prepareOnPglite();
}

function prepareOnPostgres(): void {
  const names = new Names();
  const { prototype } = pg.Client;
  const real = prototype.query as unknown as (...args: unknown[]) => unknown;
  prototype.query = function query(this: pg.Client, ...args: unknown[]): unknown {
    const [text, values] = args;
    if (args.length !== 2 || !isPreparable(text) || !Array.isArray(values)) return Reflect.apply(real, this, args);
    return Reflect.apply(real, this, [{ name: names.of(text), text, values: values as unknown[] }]);
  } as unknown as typeof prototype.query;
}

/** What PGlite knows of a prepared statement: the types of its parameters, as numbers of PostgreSQL. */
interface Prepared {
  readonly name: string;
  readonly parameterTypes: readonly number[];
}

function prepareOnPglite(): void {
  const { prototype } = PGlite;
  const real = prototype.transaction;
  const statements = new WeakMap<PGlite, Map<string, Prepared>>();
  prototype.transaction = function transaction<T>(this: PGlite, run: (tx: Transaction) => Promise<T>): Promise<T> {
    const known = statements.get(this) ?? new Map<string, Prepared>();
    statements.set(this, known);
    const query = (tx: Transaction, text: string, values: unknown[] = []): Promise<Results> =>
      isPreparable(text) ? this.runExclusive(() => runPrepared(this, known, text, values)) : tx.query(text, values);
    return real.call(this, (tx) => {
      const faster = Object.create(tx, { query: { value: (text: string, values?: unknown[]) => query(tx, text, values) } }) as Transaction;
      return run(faster);
    }) as Promise<T>;
  };
}

/** One message instead of five, and nothing to read or to plan when the statement is known. */
async function runPrepared(pglite: PGlite, known: Map<string, Prepared>, text: string, values: readonly unknown[]): Promise<Results> {
  const { serialize } = protocol;
  let prepared = known.get(text);
  if (prepared === undefined) {
    const name = `s${known.size}`;
    const messages = await pglite.execProtocolStream(
      joined([serialize.parse({ name, text }), serialize.describe({ type: "S", name }), serialize.sync()]),
      { syncToFs: false },
    );
    const described = messages.find((message) => message.name === "parameterDescription") as unknown as
      | { readonly dataTypeIDs: readonly number[] }
      | undefined;
    prepared = { name, parameterTypes: described?.dataTypeIDs ?? [] };
    known.set(text, prepared);
  }
  const { name, parameterTypes } = prepared;
  const bound = values.map((value, i) => {
    if (value === null || value === undefined) return null;
    const write = pglite.serializers[parameterTypes[i] ?? 0];
    return write === undefined ? String(value) : write(value);
  });
  const messages = await pglite.execProtocolStream(
    joined([
      serialize.bind({ statement: name, values: bound }),
      serialize.describe({ type: "P" }),
      serialize.execute({}),
      serialize.sync(),
    ]),
    { syncToFs: false },
  );
  return resultOf(pglite, messages);
}

type Messages = Awaited<ReturnType<PGlite["execProtocolStream"]>>;

function resultOf({ parsers }: PGlite, messages: Messages): Results {
  let fields: readonly { readonly name: string; readonly dataTypeID: number }[] = [];
  let affectedRows = 0;
  const rows: Record<string, unknown>[] = [];
  for (const message of messages) {
    if (message.name === "rowDescription") ({ fields } = message as unknown as { readonly fields: typeof fields });
    if (message.name === "commandComplete") {
      const { text } = message as unknown as { readonly text: string };
      if (!text.startsWith("SELECT")) affectedRows = Number(text.split(" ").at(-1));
    }
    if (message.name !== "dataRow") continue;
    const { fields: values } = message as unknown as { readonly fields: readonly (string | null)[] };
    rows.push(
      Object.fromEntries(
        fields.map(({ name, dataTypeID }, i) => {
          const value = values[i] ?? null;
          return [name, value === null ? null : (parsers[dataTypeID]?.(value, dataTypeID) ?? value)];
        }),
      ),
    );
  }
  return { rows, fields: [...fields], affectedRows };
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(parts));
}

import type { ImportAccount } from "../storage/import-store.ts";
import { fault } from "./fault.ts";
import { shown } from "./fault.ts";
import type { AccountLookup } from "./mapping.ts";
import { RowFault } from "./row-fault.ts";

/** Finds the account that a row belongs to: by its code, by what the accounts file says of it, or by a table in the mapping. */
export class AccountIndex {
  private readonly byCode: Map<string, ImportAccount>;
  private readonly codes = new Map<string, Map<string, string>>();

  constructor(stored: ReadonlyMap<string, ImportAccount>, lookups: Readonly<Record<string, Readonly<Record<string, string>>>>) {
    this.byCode = new Map(stored);
    for (const [name, table] of Object.entries(lookups)) this.codes.set(name, new Map(Object.entries(table)));
  }

  /** Id under which an account of this code is stored already. */
  idOf(code: string): string | undefined {
    return this.byCode.get(code)?.id;
  }

  add(code: string, account: ImportAccount): void {
    this.byCode.set(code, account);
  }

  refer(name: string, value: string, code: string): void {
    const table = this.codes.get(name) ?? new Map<string, string>();
    table.set(value, code);
    this.codes.set(name, table);
  }

  find(by: string, value: string): ImportAccount | undefined {
    const code = by === "code" ? value : this.codes.get(by)?.get(value);
    return code === undefined ? undefined : this.byCode.get(code);
  }
}

/** Makes the reader of a row's account. `column` is the place of the lookup's column among the cells, or -1. Throws RowFault. */
export function accountReader(
  lookup: AccountLookup,
  index: AccountIndex,
  file: string,
  column: number,
  isUnknown: (text: string) => boolean,
): (cells: readonly string[]) => ImportAccount | null {
  const resolve = (value: string): ImportAccount | null => {
    const found = isUnknown(value) ? undefined : index.find(lookup.by, value);
    if (found !== undefined) return found;
    if (lookup.otherwise === "none") return null;
    const columnName = lookup.column ?? null;
    throw new RowFault(fault("unknown-account", columnName, `no account is known by ${lookup.by} ${shown(value)}`));
  };
  if (lookup.column === undefined) {
    const value = lookup.value ?? file.slice(file.lastIndexOf("/") + 1);
    // The files before this one may bring the account: looked up at the first row, not when the reader is made.
    let found: ImportAccount | null | undefined;
    return () => (found === undefined ? (found = resolve(value)) : found);
  }
  const recent = new Map<string, ImportAccount | null>();
  return (cells) => {
    const value = (cells[column] ?? "").trim();
    const known = recent.get(value);
    if (known !== undefined) return known;
    const found = resolve(value);
    if (recent.size >= 5000) recent.clear();
    recent.set(value, found);
    return found;
  };
}

import type { Database, DerivedKey, DerivedRow } from "./database.ts";
import { type Place, type Sealer } from "./sealing.ts";

/**
 * What was worked out from the copy, sealed as the copy is, so that a start can show it before it is worked out again. What seals and opens is
 * called outside of transactions; what writes, inside.
 */
export class DerivedStore {
  readonly #db: Database;
  readonly #sealer: Sealer;

  constructor(db: Database, sealer: Sealer) {
    this.#db = db;
    this.#sealer = sealer;
  }

  /** null = nothing is kept. Throws SealError when it does not open. */
  async read(key: DerivedKey): Promise<Uint8Array<ArrayBuffer> | null> {
    const row = await this.#db.derived.get(key);
    return row === undefined ? null : this.#sealer.open(placeOfDerived(key), row.sealed);
  }

  seal(key: DerivedKey, bytes: Uint8Array<ArrayBuffer>): Promise<DerivedRow> {
    return this.#sealer.seal(placeOfDerived(key), bytes).then((sealed) => ({ key, sealed }));
  }

  /** Runs inside a transaction over `derived`. */
  async write(row: DerivedRow): Promise<void> {
    await this.#db.derived.put(row);
  }
}

export function placeOfDerived(key: DerivedKey): Place {
  return ["derived", key];
}

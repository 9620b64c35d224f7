import type { DatabasePlatform } from "../../renderer/data/database.ts";

/**
 * What a laptop's storage can do wrong.
 *
 * | fault | what the window sees |
 * |---|---|
 * | `quota` | the next writing transaction aborts with QuotaExceededError after its first request |
 * | `abort` | the next writing transaction aborts |
 * | `open-fails` | the next opening of the database fails |
 * | `connection-lost` | the browser closes the connection while the next writing transaction is under way |
 */
export const storageFaults = ["quota", "abort", "open-fails", "connection-lost"] as const;
export type StorageFault = (typeof storageFaults)[number];

/** What fake-indexeddb keeps behind its interfaces: needed to end a connection as a killed process does, without an event to anybody. */
interface FakeTransaction extends IDBTransaction {
  _state: string;
  _requests: unknown[];
  readonly _rollbackLog: (() => void)[];
  _abort(errorName: string | null): void;
}
interface FakeDatabase extends IDBDatabase {
  _closed: boolean;
  _closePending: boolean;
  readonly _rawDatabase: { transactions: FakeTransaction[]; connections: FakeDatabase[]; processTransactions(): void };
}

/** The databases of a laptop as one of its windows reaches them: every step is a boundary, and may be the window's last. */
export class WindowStorage {
  readonly platform: DatabasePlatform;
  readonly #boundary: (name: string) => void;
  readonly #takeFault: (among: readonly StorageFault[]) => StorageFault | null;
  readonly #connections = new Set<FakeDatabase>();
  readonly #transactions = new Set<FakeTransaction>();
  #dead = false;

  /** `boundary` is told of each step; `takeFault` hands out what is to go wrong, one at a time. */
  constructor(
    real: DatabasePlatform,
    boundary: (name: string) => void,
    takeFault: (among: readonly StorageFault[]) => StorageFault | null,
  ) {
    this.#boundary = boundary;
    this.#takeFault = takeFault;
    const factory = real.indexedDB;
    this.platform = {
      IDBKeyRange: real.IDBKeyRange,
      indexedDB: {
        open: (name: string, version?: number) => this.#open(factory, name, version),
        deleteDatabase: (name: string) => (this.#dead ? never() : factory.deleteDatabase(name)),
        databases: () => factory.databases(),
        cmp: (a: unknown, b: unknown) => factory.cmp(a, b),
      },
    };
  }

  /** As when the process ends: what was not committed never was, nobody hears of anything. */
  kill(): void {
    this.#dead = true;
    for (const transaction of this.#transactions) cutOff(transaction);
    for (const connection of this.#connections) {
      connection._closePending = true;
      connection._closed = true;
      const raw = connection._rawDatabase;
      raw.connections = raw.connections.filter((other) => other !== connection);
      raw.processTransactions();
    }
  }

  #open(factory: IDBFactory, name: string, version: number | undefined): IDBOpenDBRequest {
    this.#boundary("open");
    if (this.#dead) return never();
    if (this.#takeFault(["open-fails"]) !== null) return failing();
    const request = version === undefined ? factory.open(name) : factory.open(name, version);
    // Before the handlers of the product: they get a connection that is watched.
    request.addEventListener("upgradeneeded", () => {
      this.#boundary("migration");
      // The queue of openings goes on only when the upgrade ends: a killed one is rolled back aloud, to a window that is gone.
      if (this.#dead && request.transaction !== null) (request.transaction as FakeTransaction)._abort("AbortError");
    });
    request.addEventListener("success", () => this.#watch(request.result as FakeDatabase));
    return request;
  }

  #watch(connection: FakeDatabase): void {
    this.#connections.add(connection);
    const begin = connection.transaction.bind(connection);
    connection.transaction = (stores, mode, options) => {
      if (mode === "readwrite") this.#boundary(`begin ${String(stores)}`);
      const transaction = begin(stores, mode, options) as FakeTransaction;
      this.#transactions.add(transaction);
      transaction.addEventListener("complete", () => {
        this.#transactions.delete(transaction);
        if (mode === "readwrite") this.#boundary(`committed ${String(stores)}`);
      });
      transaction.addEventListener("abort", () => this.#transactions.delete(transaction));
      if (this.#dead) cutOff(transaction);
      else if (mode === "readwrite") this.#harm(transaction, connection);
      return transaction;
    };
  }

  #harm(transaction: FakeTransaction, connection: FakeDatabase): void {
    const fault = this.#takeFault(["quota", "abort", "connection-lost"]);
    if (fault === null) return;
    const store = transaction.objectStore.bind(transaction);
    let harmed = false;
    transaction.objectStore = (name) => {
      const harmless = store(name);
      for (const method of ["put", "add", "delete", "clear"] as const) {
        const real = (harmless[method] as (...args: unknown[]) => IDBRequest).bind(harmless);
        Object.defineProperty(harmless, method, {
          configurable: true,
          value: (...args: unknown[]) => {
            const request = real(...args);
            request.addEventListener("success", () => {
              if (harmed || transaction._state === "finished") return;
              harmed = true;
              transaction._abort(fault === "quota" ? "QuotaExceededError" : "AbortError");
              if (fault === "connection-lost") loseConnection(connection);
            });
            return request;
          },
        });
      }
      return harmless;
    };
  }
}

function cutOff(transaction: FakeTransaction): void {
  if (transaction._state === "finished") return;
  for (const undo of transaction._rollbackLog.toReversed()) undo();
  transaction._requests = [];
  transaction._state = "finished";
  const raw = (transaction.db as FakeDatabase)._rawDatabase;
  raw.transactions = raw.transactions.filter((other) => other !== transaction);
}

function loseConnection(connection: FakeDatabase): void {
  connection.close();
  const closed = new Event("close");
  connection.onclose?.call(connection, closed);
}

/** A request that nobody will ever answer. */
function never(): IDBOpenDBRequest {
  return { addEventListener: () => undefined } as unknown as IDBOpenDBRequest;
}

function failing(): IDBOpenDBRequest {
  const error = new DOMException("the database could not be opened", "UnknownError");
  const request = { error, onerror: null as ((event: unknown) => void) | null, addEventListener: (): void => undefined };
  setImmediate(() =>
    request.onerror?.({ type: "error", target: request, preventDefault: () => undefined, stopPropagation: () => undefined }),
  );
  return request as unknown as IDBOpenDBRequest;
}

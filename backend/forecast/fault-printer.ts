import type { FaultReport } from "../ingest/fault.ts";

/** Rows that are told one by one; of more only how many there are. */
const toldRows = 1_000;

/** Tells of rows that could not be read: `file:line: reason: what was expected`, a line each. */
export class FaultPrinter {
  readonly #print: (line: string) => void;
  readonly #untold = new Map<string, number>();
  #told = 0;

  constructor(print: (line: string) => void) {
    this.#print = print;
  }

  add({ file, line, reason, column, message }: FaultReport): void {
    if (this.#told >= toldRows) {
      this.#untold.set(reason, (this.#untold.get(reason) ?? 0) + 1);
      return;
    }
    this.#told += 1;
    this.#print(`${file}:${line}: ${reason}${column === null ? "" : ` in ${column}`}: ${message}`);
  }

  end(): void {
    if (this.#untold.size === 0) return;
    this.#print(`and more rows that could not be read: ${Array.from(this.#untold, ([reason, count]) => `${count} ${reason}`).join(", ")}`);
  }
}

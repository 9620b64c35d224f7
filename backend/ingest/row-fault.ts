import type { Fault } from "./fault.ts";

/** Thrown by the readers of cells: the row is dropped with this fault and the next one is read. */
export class RowFault extends Error {
  override readonly name = "RowFault";
  readonly fault: Fault;

  constructor(fault: Fault) {
    super(fault.message);
    this.fault = fault;
  }
}

import { operatorFault } from "../server/operator-error.ts";

/** A failure of the command that the operator can put right. */
export class CommandError extends Error {}

/** One line on standard error, and an exit code that is not 0. A bug shows where it is. */
export function reportFault(error: unknown): void {
  const fault = error instanceof CommandError ? error : operatorFault(error);
  const text = fault?.message ?? (error instanceof Error ? (error.stack ?? error.message) : String(error));
  process.stderr.write(`headroom: ${text}\n`);
  process.exitCode = 1;
}

import { BackupError } from "../backup/backup-error.ts";
import { errorCode, isDiskFull, StorageError } from "../storage/storage-error.ts";

/** What the operator of a backend can put right: one line with the remedy. */
export interface OperatorFault {
  readonly code: string;
  readonly message: string;
}

/** A failed start in the operator's words; null = a bug. */
export function operatorFault(error: unknown): OperatorFault | null {
  if (error instanceof StorageError || error instanceof BackupError) return { code: error.code, message: error.message };
  if (isDiskFull(error)) return { code: "disk-full", message: "the disk is full: free some space and start again" };
  const port = typeof error === "object" && error !== null && "port" in error ? String(error.port) : "?";
  switch (errorCode(error)) {
    case "EADDRINUSE":
      return { code: "port-in-use", message: `port ${port} is in use: stop the other program, or choose another port with --port` };
    case "EACCES":
      return { code: "port-denied", message: `this user may not listen on port ${port}: choose one above 1023 with --port` };
    case "EADDRNOTAVAIL":
    case "ENOTFOUND":
      return { code: "bad-host", message: "this machine does not have the address: correct --host" };
    default:
      return null;
  }
}

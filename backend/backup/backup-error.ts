/** Why a backup cannot be made or used; the message is one line for the operator with the remedy. */
export type BackupErrorCode =
  | "no-passphrase"
  | "wrong-passphrase"
  | "not-a-backup"
  | "newer-format"
  | "damaged"
  | "truncated"
  | "unreadable"
  | "file-exists"
  | "not-empty"
  | "no-tenant"
  | "no-room";

export class BackupError extends Error {
  readonly code: BackupErrorCode;

  constructor(code: BackupErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "BackupError";
    this.code = code;
  }
}

/** Why the store cannot be opened or used; each has one line for the operator with the remedy. */
export type StorageErrorCode =
  | "folder-locked"
  | "folder-access"
  | "disk-full"
  | "damaged"
  | "bad-url"
  | "unreachable"
  | "login-refused"
  | "unsafe-role"
  | "newer-schema"
  | "timeout";

export class StorageError extends Error {
  readonly code: StorageErrorCode;

  constructor(code: StorageErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "StorageError";
    this.code = code;
  }
}

function text(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** SQLSTATE or Node error code; undefined when the error has none. */
export function errorCode(error: unknown): string | undefined {
  if (typeof error !== "object" || error === null || !("code" in error)) return undefined;
  return typeof error.code === "string" ? error.code : undefined;
}

const diskFullCodes = new Set(["53100", "ENOSPC", "EDQUOT"]);

export function isDiskFull(error: unknown): boolean {
  return diskFullCodes.has(errorCode(error) ?? "") || /no space left on device|ENOSPC|disk quota exceeded/i.test(text(error));
}

const timeoutCodes = new Set(["57014", "55P03", "25P03", "25P04"]);

/** What a failed query means for the caller, where that is more than a bug; the error itself otherwise. */
export function toStorageError(error: unknown): unknown {
  if (error instanceof StorageError) return error;
  if (isDiskFull(error)) {
    return new StorageError("disk-full", "the disk is full: free some space and try again; nothing of this request was stored", {
      cause: error,
    });
  }
  // The pool's own words: it has no code for it. Every connection was busy for as long as one may take to be opened.
  const crowded = error instanceof Error && error.message === "timeout exceeded when trying to connect";
  if (crowded || timeoutCodes.has(errorCode(error) ?? "")) {
    return new StorageError("timeout", "the database took too long: try again later", { cause: error });
  }
  return error;
}

import type { ErrorBody, ErrorCode } from "../../shared/sync/protocol.ts";

const statuses: Readonly<Record<ErrorCode, number>> = {
  "bad-request": 400,
  unauthorized: 401,
  forbidden: 403,
  wipe: 403,
  "not-found": 404,
  conflict: 409,
  "mutation-gap": 409,
  "too-large": 413,
  "too-many-requests": 429,
  internal: 500,
  unavailable: 503,
};

/** An answer with an error body; `message` is for a developer and never holds customer text. */
export class ApiError extends Error {
  readonly code: ErrorCode;
  readonly status: number;
  /** Seconds after which another try makes sense. */
  readonly retryAfterS: number | undefined;

  constructor(code: ErrorCode, message: string, retryAfterS?: number) {
    super(message);
    this.name = "ApiError";
    this.code = code;
    this.status = statuses[code];
    this.retryAfterS = retryAfterS;
  }

  get body(): ErrorBody {
    return { error: { code: this.code, message: this.message } };
  }
}

/**
 * Why a round of synchronisation ended early. Thrown inside the sync client only, where every step below a round gives up in the same way;
 * it never leaves it.
 *
 * | code | what it means |
 * |---|---|
 * | `offline` | no answer at all |
 * | `unauthorized`, `forbidden` | 401, 403: paused until somebody signs in |
 * | `busy` | 429, 5xx: `retryAfterMs` is what the backend asks for |
 * | `foreign` | an answer that is not the backend's: HTML of a captive portal, truncated, stale, of another shape. Never taken for data |
 * | `missing` | the backend says that it has no such route or does not understand what it is asked for: it is older than this client |
 * | `gap` | the backend does not know mutations that it had acknowledged, or knows this client id as somebody else's |
 * | `restart` | another epoch, floor or scope in mid-round: begin again with hello |
 */
export type SyncFaultCode = "offline" | "unauthorized" | "forbidden" | "busy" | "foreign" | "missing" | "gap" | "restart";

export class SyncFault extends Error {
  readonly code: SyncFaultCode;
  readonly retryAfterMs: number | null;

  constructor(code: SyncFaultCode, message: string, retryAfterMs: number | null = null) {
    super(message);
    this.code = code;
    this.retryAfterMs = retryAfterMs;
  }
}

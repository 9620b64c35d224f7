import type { ConnectorFaultCode } from "../../shared/sync/connectors.ts";

/** Why a run cannot go on; what it has stored by then stays, and the next run goes on there. */
export class SourceFault extends Error {
  override readonly name = "SourceFault";
  readonly code: ConnectorFaultCode;
  /** How long the source asked not to be asked again; null = it did not say. */
  readonly retryAfterMs: number | null;

  constructor(code: ConnectorFaultCode, detail: string, retryAfterMs: number | null = null) {
    super(detail);
    this.code = code;
    this.retryAfterMs = retryAfterMs;
  }
}

import type { JsonObject } from "../../shared/kernel/json.ts";
import type { Clock } from "../../shared/kernel/clock.ts";
import type { ConnectorPressure } from "../../shared/sync/connectors.ts";
import type { Database, TenantScope } from "../storage/database.ts";
import type { ImportStore } from "../storage/import-store.ts";
import type { RunTally } from "./run-tally.ts";

/** What every kind of connector works with while it runs. */
export interface ConnectorRun {
  readonly db: Database;
  readonly scope: TenantScope;
  readonly name: string;
  readonly store: ImportStore;
  readonly clock: Clock;
  readonly tally: RunTally;
  /** As the run before left it. */
  readonly progress: JsonObject;
  /** Keeps where the next run goes on; `dataUpToMs` = the data reaches so far. */
  readonly advance: (progress: JsonObject, dataUpToMs: number | null) => Promise<void>;
  /** Milliseconds that have run, whatever the clock does. */
  readonly ran: () => number;
  readonly pause: (ms: number) => Promise<void>;
  /** Aborted when the server ends or another run has taken over. */
  readonly signal: AbortSignal;
}

export interface RunOutcome {
  /** Hours, files or deliveries that still wait. */
  readonly backlog: number;
  readonly pressure: ConnectorPressure;
  /** When the next run is due, in ms from now. */
  readonly againMs: number;
}

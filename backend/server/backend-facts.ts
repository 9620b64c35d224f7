import { backendLogSkeleton } from "../../shared/domain/diagnostics/log-skeleton.ts";
import { type DatabaseFigures, readFigures } from "../metrics/read-figures.ts";
import type { Database } from "../storage/database.ts";
import { migrationNames } from "../storage/migrations/migrate.ts";

export interface BackendFactsInput {
  readonly version: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly machine: Readonly<Record<string, string | number>>;
  /** The end of the log; null = none was named. */
  readonly log: string | null;
  readonly nowMs: number;
}

export interface BackendFacts {
  readonly at: string;
  readonly version: string;
  readonly engine: Database["engine"];
  readonly machine: Readonly<Record<string, string | number>>;
  readonly schema: { readonly steps: number; readonly newest: string };
  /** Which of the program's variables are set, without their values. */
  readonly configured: readonly string[];
  readonly figures: DatabaseFigures;
  readonly log: readonly string[] | null;
}

/** Variables of this program: a name that is not here is not told either. */
const variables = [
  "DATABASE_URL",
  "HEADROOM_BACKUP_PASSPHRASE",
  "HEADROOM_KEEP_FORECASTS",
  "HEADROOM_KEEP_SCORES",
  "HEADROOM_KEEP_SLA",
  "HEADROOM_LOG_DAYS",
  "HEADROOM_METRICS_TOKEN",
  "HEADROOM_OIDC_AUDIENCE",
  "HEADROOM_OIDC_CLIENT_ID",
  "HEADROOM_OIDC_ISSUER",
  "HEADROOM_OIDC_SCOPE",
  "HEADROOM_OIDC_TENANT",
  "HEADROOM_OIDC_TENANT_CLAIM",
] as const;

/** What the backend tells of itself for who helps: no name, text, address or secret of anybody. Throws StorageError. */
export async function backendFacts(db: Database, { version, environment, machine, log, nowMs }: BackendFactsInput): Promise<BackendFacts> {
  return {
    at: new Date(nowMs).toISOString(),
    version,
    engine: db.engine,
    machine,
    schema: { steps: migrationNames.length, newest: migrationNames.at(-1) ?? "" },
    configured: variables.filter((name) => (environment[name] ?? "") !== ""),
    figures: await readFigures(db, nowMs),
    log: log === null ? null : backendLogSkeleton(log),
  };
}

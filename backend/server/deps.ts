import type { Clock } from "../../shared/kernel/clock.ts";
import type { Random } from "../../shared/kernel/random.ts";
import type { Sights } from "../audit/sights.ts";
import type { Database, TenantScope } from "../storage/database.ts";
import type { BackendMetrics } from "../metrics/backend-metrics.ts";
import type { LogKeeper } from "../sync/log-keeper.ts";
import type { PageBuilder } from "../sync/page-builder.ts";
import type { ServerLimits } from "./limits.ts";

/** What the routes work with. */
export interface ServerDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly random: Random;
  readonly limits: ServerLimits;
  readonly pages: PageBuilder;
  readonly logs: LogKeeper;
  readonly metrics: BackendMetrics;
  /** Who saw which account. */
  readonly sights: Sights;
}

declare module "fastify" {
  interface FastifyRequest {
    /** For whom the request is answered: set for every route but those marked `open`. */
    tenantScope: TenantScope | null;
  }
  interface FastifyContextConfig {
    /** Answered without a token. */
    readonly open?: boolean;
  }
}

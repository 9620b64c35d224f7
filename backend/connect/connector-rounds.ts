import { setTimeout as sleep } from "node:timers/promises";
import { serviceScope } from "../storage/database.ts";
import { dueConnectors, freeLeases } from "./connector-store.ts";
import { isOwn, runConnector, type RunPorts } from "./run-connector.ts";

/** So often it is looked whether a run is due. */
const tickMs = 5_000;
/** So often new tenants are looked for. */
const tenantsEveryMs = 60_000;
/** Connectors that run at a time in one backend: a long history does not keep deliveries waiting. */
const mostAtOnce = 4;

export interface ConnectorRounds {
  start(): void;
  /** Something may be due now. */
  poke(): void;
  /** Runs under way are told to end, and ended. */
  stop(): Promise<void>;
}

export interface RoundsPorts extends Omit<RunPorts, "signal" | "pause"> {
  readonly report: (error: unknown) => void;
}

/** Runs the connectors of every tenant when they are due. A failure of one is its own; what fails here is reported and tried again at the next tick. */
export function createConnectorRounds(ports: RoundsPorts): ConnectorRounds {
  const { db, clock } = ports;
  const ending = new AbortController();
  const { signal } = ending;
  const runPorts: RunPorts = {
    ...ports,
    signal,
    pause: (ms) => sleep(ms, undefined, { signal }).catch(() => undefined),
  };
  const running = new Map<string, Promise<unknown>>();
  let tenants: readonly string[] = [];
  let tenantsMs: number | null = null;
  let looking: Promise<void> | null = null;
  let again = false;
  let callOff: (() => void) | null = null;

  const lookForTenants = async (): Promise<void> => {
    // A clock that was set back counts as another minute.
    if (tenantsMs !== null && Math.abs(clock.now() - tenantsMs) < tenantsEveryMs) return;
    const found = await db.withOperator(({ tenantIds }) => tenantIds());
    // An embedded database belongs to this process alone: whose lease is still there was killed.
    if (tenantsMs === null && db.engine === "pglite") for (const id of found) await freeLeases(db, serviceScope(id, "headroom"));
    tenants = found;
    tenantsMs = clock.now();
  };

  const look = async (): Promise<void> => {
    await lookForTenants();
    for (const tenantId of tenants) {
      if (signal.aborted) return;
      const scope = serviceScope(tenantId, "connector");
      for (const stored of await dueConnectors(db, scope, clock.now())) {
        const key = `${tenantId} ${stored.name}`;
        if (running.has(key) || !isOwn(stored)) continue;
        if (running.size >= mostAtOnce || signal.aborted) return;
        running.set(
          key,
          runConnector(runPorts, scope, stored)
            .catch((error: unknown) => {
              if (!signal.aborted) ports.report(error);
            })
            .finally(() => {
              running.delete(key);
              poke();
            }),
        );
      }
    }
  };

  const poke = (): void => {
    if (signal.aborted) return;
    if (looking !== null) {
      again = true;
      return;
    }
    again = false;
    looking = look()
      .catch((error: unknown) => {
        if (!signal.aborted) ports.report(error);
      })
      .finally(() => {
        looking = null;
        if (again) poke();
      });
  };

  return {
    start: () => {
      callOff ??= ports.every(tickMs, poke);
      poke();
    },
    poke,
    stop: async () => {
      ending.abort(new Error("the server ends"));
      callOff?.();
      await looking;
      await Promise.all(running.values());
    },
  };
}

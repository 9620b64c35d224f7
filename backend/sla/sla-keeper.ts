import { createHash } from "node:crypto";
import { keepSla } from "../../shared/domain/sla/keep-sla.ts";
import type { Clock } from "../../shared/kernel/clock.ts";
import { type Database, serviceScope, type TenantScope, type TenantTransaction } from "../storage/database.ts";
import { isImporting } from "../storage/import-check.ts";
import { importRecords } from "../storage/import-records.ts";
import type { ImportRecord } from "../storage/import-store.ts";
import { readHead } from "../sync/sync-head.ts";
import { changedIncidents, type CompanySla, incidentsToKeep, presentIds, readCompanySla, readIncidents } from "./read-incidents.ts";

/** Incidents whose logs are in memory at a time. */
const incidentsAtOnce = 50;
/** After so many changes everything is looked at again, which is quicker than asking what they were. */
const changesAtOnce = 2_000;
/** While an import writes, it is asked again after so long. */
const importWaitMs = 30_000;

/** What was kept of a tenant's incidents, and when there may be more. */
export interface KeptRound {
  readonly escalations: number;
  readonly verdicts: number;
  /** UTC ms; null = not before something is written. */
  readonly nextMs: number | null;
}

export interface SlaKeeper {
  /**
   * Records the rungs of the ladder that were reached and freezes how promises were kept in what was closed: of everything at first, then of what
   * changed or came due since. Whatever else writes, ends or starts again, each is recorded once.
   */
  keep(tenantId: string): Promise<KeptRound>;
}

export interface SlaKeeperPorts {
  readonly db: Database;
  readonly clock: Clock;
  /** Lets requests go first, after each incident. */
  readonly pause: () => Promise<void>;
  /** Lets an import show itself: some seconds. */
  readonly look: () => Promise<void>;
  /** The server is ending: what is left is done the next time. */
  readonly ending?: () => boolean;
}

/** What this process knows of a tenant. */
interface Known {
  readonly epoch: string;
  /** Everything up to here has been looked at. */
  seq: number;
  /** When more is to be kept of an incident, of those of which there will be. */
  readonly next: Map<string, number>;
}

function sha256(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

export function createSlaKeeper(ports: SlaKeeperPorts): SlaKeeper {
  const { db, clock } = ports;
  const ending = (): boolean => ports.ending?.() === true;
  const tenants = new Map<string, Known>();

  /** Writes what is missing, as the log says it while nobody else writes into it. What is there stays as it is. */
  const write = (
    scope: TenantScope,
    company: CompanySla,
    ids: readonly string[],
    nowMs: number,
  ): Promise<{ escalations: number; verdicts: number }> =>
    db.withTenant(scope, async (tx) => {
      const records = (await readIncidents(tx, company, ids, { lock: true })).flatMap(({ incident, input }): ImportRecord[] => {
        const { escalations, verdicts } = keepSla(input, incident, nowMs, sha256);
        return [
          ...escalations.map(({ id, ...doc }) => ({ kind: "incidentEvent" as const, id, fields: {}, defaults: doc })),
          ...verdicts.map(({ id, ...doc }) => ({ kind: "slaVerdict" as const, id, fields: {}, defaults: doc })),
        ];
      });
      const outcomes = await importRecords(tx, records, nowMs);
      const stored = (kind: ImportRecord["kind"]): number =>
        records.filter((record, i) => record.kind === kind && outcomes[i] === "stored").length;
      return { escalations: stored("incidentEvent"), verdicts: stored("slaVerdict") };
    });

  /** Which of these have something that is not kept yet; notes when each is due. */
  const lacking = async (
    scope: TenantScope,
    company: CompanySla,
    part: readonly string[],
    known: Known,
    nowMs: number,
  ): Promise<readonly string[]> => {
    const stored = await db.withTenant(scope, (tx) => readIncidents(tx, company, part), { snapshot: true });
    for (const id of part) known.next.delete(id);
    const wanted: { readonly incidentId: string; readonly escalations: readonly string[]; readonly verdicts: readonly string[] }[] = [];
    for (const { incident, input } of stored) {
      const kept = keepSla(input, incident, nowMs, sha256);
      if (kept.nextMs !== null) known.next.set(incident.id, kept.nextMs);
      const idsOf = (of: readonly { readonly id: string }[]): readonly string[] => of.map(({ id }) => id);
      wanted.push({ incidentId: incident.id, escalations: idsOf(kept.escalations), verdicts: idsOf(kept.verdicts) });
      await ports.pause();
      if (ending()) return [];
    }
    const [events, verdicts] = await db.withTenant(
      scope,
      async (tx) => [
        await presentIds(
          tx,
          "incidentEvent",
          wanted.flatMap((one) => one.escalations),
        ),
        await presentIds(
          tx,
          "slaVerdict",
          wanted.flatMap((one) => one.verdicts),
        ),
      ],
      { snapshot: true },
    );
    const lacks = (one: (typeof wanted)[number]): boolean =>
      one.escalations.some((id) => !events.has(id)) || one.verdicts.some((id) => !verdicts.has(id));
    return wanted.filter(lacks).map(({ incidentId }) => incidentId);
  };

  const keep = async (tenantId: string): Promise<KeptRound> => {
    const scope = serviceScope(tenantId, "headroom");
    const before = tenants.get(tenantId) ?? null;
    const task = await db.withTenant(scope, (tx) => readTask(tx, before, clock.now()), { snapshot: true });
    if (task.whole && (await isImporting(db, scope, ports.look)))
      return { escalations: 0, verdicts: 0, nextMs: clock.now() + importWaitMs };
    const known: Known = task.whole || before === null ? { epoch: task.epoch, seq: task.seq, next: new Map() } : before;
    // Not known until it is done: what a failure left is looked at again.
    tenants.delete(tenantId);
    const kept = { escalations: 0, verdicts: 0 };
    for (let at = 0; at < task.ids.length && !ending(); at += incidentsAtOnce) {
      const nowMs = clock.now();
      const ids = await lacking(scope, task.company, task.ids.slice(at, at + incidentsAtOnce), known, nowMs);
      if (ids.length === 0 || ending()) continue;
      const written = await write(scope, task.company, ids, nowMs);
      kept.escalations += written.escalations;
      kept.verdicts += written.verdicts;
    }
    if (ending()) return { ...kept, nextMs: null };
    known.seq = task.seq;
    tenants.set(tenantId, known);
    const nextMs = [...known.next.values()].reduce<number | null>((first, ms) => (first === null || ms < first ? ms : first), null);
    return { ...kept, nextMs };
  };

  return { keep };
}

interface Task {
  readonly epoch: string;
  readonly seq: number;
  /** Everything is looked at. */
  readonly whole: boolean;
  readonly ids: readonly string[];
  readonly company: CompanySla;
}

async function readTask(tx: TenantTransaction, known: Known | null, nowMs: number): Promise<Task> {
  const { epoch, seq, floor } = await readHead(tx);
  const company = await readCompanySla(tx);
  const follows = known !== null && known.epoch === epoch && known.seq <= seq && known.seq >= floor && seq - known.seq <= changesAtOnce;
  const changed = follows ? await changedIncidents(tx, known.seq, seq) : null;
  if (known === null || changed === null || changed.company) return { epoch, seq, whole: true, ids: await incidentsToKeep(tx), company };
  const due = [...known.next].flatMap(([id, ms]) => (ms <= nowMs ? [id] : []));
  return { epoch, seq, whole: false, ids: [...new Set([...changed.ids, ...due])].sort(), company };
}

import { Engine } from "../../renderer/data/engine.ts";
import { incidentRows, type IncidentRowsResult } from "../../renderer/data/queries/incident-rows.ts";
import { readingOf } from "../../renderer/data/queries/sla-readings.ts";
import { sampleAccount, sampleContract, sampleIncident } from "../support/sample-records.ts";
import { slaPoliciesOf } from "../../shared/demo/story/sla-policies.ts";
import type { IncidentEvent } from "../../shared/domain/incident/incident-event.ts";
import { isOpen, severities } from "../../shared/domain/incident/incident.ts";
import type { Kind, RecordOf } from "../../shared/domain/kinds.ts";
import { promiseState } from "../../shared/domain/sla/next-promise.ts";
import { seededRandom } from "../../shared/kernel/random.ts";
import { encodePage, PageReader } from "../../shared/sync/columnar.ts";
import { snapshotPageRows } from "../../shared/sync/protocol.ts";
import type { Bench, BenchSize } from "./bench.ts";

const runs = 20;
const minuteMs = 60_000;
const dayMs = 86_400_000;
const nowMs = Date.UTC(2026, 9, 29, 2);
const plan: Readonly<Record<BenchSize, { readonly accounts: number; readonly incidents: number }>> = {
  desk: { accounts: 60, incidents: 2_000 },
  team: { accounts: 500, incidents: 10_000 },
  region: { accounts: 2_000, incidents: 40_000 },
};
/** Of a book's incidents, those that are open. */
const openShare = 0.03;

type Step = readonly [minutes: number, fields: Partial<IncidentEvent>];

/** What happens to an incident, from its opening on; open ones end before the last step. */
const steps: readonly Step[] = [
  [0, { type: "opened", actor: "monitor" }],
  [12, { type: "assigned", holderGroup: "Media", actor: "Wen" }],
  [20, { type: "state_changed", state: "active", actor: "Wen" }],
  [45, { type: "customer_update", text: "two edges drop packets", actor: "Wen" }],
  [90, { type: "state_changed", state: "awaiting_customer", actor: "Wen" }],
  [150, { type: "customer_message", state: "active", text: "log attached", actor: "Kim" }],
  [300, { type: "state_changed", state: "closed", actor: "Wen" }],
];

interface Book {
  readonly pages: readonly { readonly kind: Kind; readonly bytes: Uint8Array<ArrayBuffer> }[];
  readonly open: readonly RecordOf<"incident">[];
}

function bookOf(size: BenchSize): Book {
  const { accounts, incidents } = plan[size];
  const random = seededRandom(7);
  const rows: Record<"account" | "contract" | "slaPolicy" | "incident" | "incidentEvent", object[]> = {
    account: [],
    contract: [],
    slaPolicy: slaPoliciesOf(nowMs).map((policy) => ({ ...policy, rev: 1 })),
    incident: [],
    incidentEvent: [],
  };
  const open: RecordOf<"incident">[] = [];
  for (let i = 0; i < accounts; i += 1) {
    const id = `acc_${i}`;
    rows.account.push(sampleAccount({ id, code: `A${i}` })[1]);
    rows.contract.push(
      sampleContract({
        id: `con_${i}`,
        accountId: id,
        startsOn: "2025-01-01",
        renewsOn: "2027-12-31",
        slaPolicy: i % 3 === 0 ? "premium v2" : "default v3",
      })[1],
    );
  }
  for (let i = 0; i < incidents; i += 1) {
    const isStillOpen = i % Math.round(1 / openShare) === 0;
    const openedMs = nowMs - Math.floor(random() * (isStillOpen ? 2 : 400) * dayMs) - steps.length * 60 * minuteMs;
    const incident = sampleIncident({
      id: `inc_${i}`,
      accountId: `acc_${i % accounts}`,
      number: `INC${i}`,
      severity: severities[Math.floor(random() * severities.length)] ?? "P2",
      state: isStillOpen ? "active" : "closed",
      openedAt: new Date(openedMs).toISOString(),
    })[1];
    rows.incident.push(incident);
    if (isStillOpen) open.push(incident);
    rows.incidentEvent.push(...logOf(incident, openedMs, isStillOpen ? 1 + Math.floor(random() * (steps.length - 1)) : steps.length));
  }
  const pages = (Object.keys(rows) as (keyof typeof rows)[]).flatMap((kind) =>
    Array.from({ length: Math.ceil(rows[kind].length / snapshotPageRows) }, (_, page) => ({
      kind,
      bytes: encodePage(kind, rows[kind].slice(page * snapshotPageRows, (page + 1) * snapshotPageRows) as never),
    })),
  );
  return { pages, open };
}

function logOf({ id, accountId, severity }: RecordOf<"incident">, openedMs: number, length: number): readonly RecordOf<"incidentEvent">[] {
  let now: Pick<IncidentEvent, "state" | "holderGroup"> = { state: "new", holderGroup: null };
  return steps.slice(0, length).map(([minutes, { state = now.state, holderGroup = now.holderGroup, ...fields }], ordinal) => {
    now = { state, holderGroup };
    return {
      id: `iev_${id}_${ordinal}`,
      accountId,
      incidentId: id,
      at: new Date(openedMs + minutes * minuteMs).toISOString(),
      ordinal,
      type: "updated",
      severity,
      holderName: null,
      actor: null,
      text: "",
      source: null,
      rev: 1,
      ...now,
      ...fields,
    };
  });
}

function openBook({ pages }: Book): Engine {
  const engine = new Engine(
    () => Promise.resolve([]),
    () => undefined,
  );
  for (const [number, { kind, bytes }] of pages.entries()) engine.addPage(kind, number, new PageReader(bytes));
  return engine;
}

async function timed(work: () => unknown): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

function list(engine: Engine): IncidentRowsResult | Promise<IncidentRowsResult> {
  return incidentRows.run(engine, { scope: "open" }, nowMs);
}

/** An entry of an open incident's log comes: a note, as a colleague writes it. */
function comes(engine: Engine, incident: RecordOf<"incident">, seq: number): void {
  const id = `iev_${incident.id}_note_${seq}`;
  const [first] = logOf(incident, nowMs - minuteMs, 1);
  const doc = { ...first, id, ordinal: 100 + seq, type: "note", actor: "Lu", state: "active", rev: seq };
  engine.applyChanges([{ op: "put", seq, kind: "incidentEvent", id, doc: JSON.parse(JSON.stringify(doc)) }], 1);
}

/** What a second costs: every open promise's state, and one incident's page read in full. */
function second(rows: IncidentRowsResult["rows"], engine: Engine, incident: RecordOf<"incident">, atMs: number): void {
  for (const { promise } of rows) if (promise !== null) promiseState(promise, atMs);
  readingOf(engine, incident, atMs);
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/** The open incidents of a book, listed by the promise that runs out first, after an entry of a log came; as the data worker does it. */
export const bench: Bench = {
  name: "sla",
  run: async (size) => {
    const book = bookOf(size);
    const firstMs: number[] = [];
    const runsMs: number[] = [];
    const floorRunsMs: number[] = [];
    const secondMs: number[] = [];
    for (let start = 0; start < 3; start += 1) firstMs.push(await timed(() => list(openBook(book))));
    const engine = openBook(book);
    const { rows } = await list(engine);
    for (let run = 0; run <= runs; run += 1) {
      const incident = book.open[run % book.open.length];
      if (incident === undefined) continue;
      comes(engine, incident, run + 1);
      const ms = await timed(() => list(engine));
      const floor = await timed(() => book.open.forEach((one) => readingOf(engine, one, nowMs)));
      const tick = await timed(() => second(rows, engine, incident, nowMs + run * 1000));
      if (run === 0) continue;
      runsMs.push(ms);
      floorRunsMs.push(floor);
      secondMs.push(tick);
    }
    const listed = rows.filter(({ state }) => isOpen(state)).length;
    return {
      runsMs,
      floorName: "clocks of the open ones read in full",
      floorRunsMs,
      note: `${plan[size].incidents} incidents, ${listed} open; the first list of a start, records made included: ${median(firstMs).toFixed(0)} ms; a second of ticking clocks: ${median(secondMs).toFixed(2)} ms = ${(median(secondMs) / 10).toFixed(2)} % of a core`,
    };
  },
};

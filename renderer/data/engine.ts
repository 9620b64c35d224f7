import { isKind, type Kind, kindNames, type RecordOf } from "../../shared/domain/kinds.ts";
import type { Signal } from "../../shared/domain/signal/signal.ts";
import type { HealthSummary } from "../../shared/domain/health/health-result.ts";
import type { MetricGroup } from "../../shared/domain/metrics/metrics.ts";
import type { HourlySeries } from "../../shared/domain/metrics/series.ts";
import { touchTypes } from "../../shared/domain/timeline/timeline-entry.ts";
import type { PageReader } from "../../shared/sync/columnar.ts";
import type { Change } from "../../shared/sync/protocol.ts";
import { type FoldPlan, KindTable } from "./kind-table.ts";
import { LocalEdits, type ShownMutation } from "./local-edits.ts";
import type { Journal, LocalStore, Touch, UsageRollup } from "./local-store.ts";
import type { KeptOutlook } from "./outlook-page.ts";
import type { Dependency } from "./query.ts";
import type { StoredDoc } from "./stored-doc.ts";

/** Reads an account's series from wherever they are kept. */
export type ReadSeries = (accountId: string, group: MetricGroup) => Promise<readonly HourlySeries[]>;

/** Accounts whose health may be another now; `all` = every one. `quality` = the metrics of this account came. */
export type HealthChange = ReadonlySet<string> | "all" | { readonly quality: string };

/** Accounts whose forecast may be another now; `all` = every one. */
export type OutlookChange = ReadonlySet<string> | "all";

/** Kinds that forecasts are made from, by account, and those that concern many accounts at once. */
const outlookKinds: readonly Kind[] = ["account", "capacity", "plannedEvent", "incident", "outreach", "capacityRequest", "forecastMemory"];
const bookOutlookKinds: readonly Kind[] = ["calendarEntry", "regionLeadTime"];

/** Kinds that health is judged from, by account and for the whole book. */
const healthKinds: readonly Kind[] = [
  "account",
  "contract",
  "capacity",
  "plannedEvent",
  "incident",
  "incidentEvent",
  "slaVerdict",
  "timeline",
  "outreach",
  "contact",
  "surveyAnswer",
  "sdkUse",
  "healthOverride",
  "healthMonth",
];
const bookHealthKinds: readonly Kind[] = ["sdkRelease", "healthModel"];

/** The book in memory: what queries read. It knows nothing of disks and networks; whoever owns it feeds it. */
export class Engine implements LocalStore {
  readonly #tables: ReadonlyMap<Kind, KindTable>;
  readonly #edits = new LocalEdits();
  readonly #rollups = new Map<string, UsageRollup>();
  readonly #readSeries: ReadSeries;
  readonly #onChange: (changed: ReadonlySet<Dependency>) => void;
  /** Newest touch by account; null = to be read from the timeline again. */
  #lastTouch: ReadonlyMap<string, string> | null = null;
  /** Stands for the timeline until it has been read. */
  #keptTouches: ReadonlyMap<string, string> | null = null;
  /** Touches by account; null = to be read from the timeline again. */
  #touches: ReadonlyMap<string, readonly Touch[]> | null = null;
  readonly #health = new Map<string, HealthSummary>();
  #onHealth: (change: HealthChange) => void = () => undefined;
  readonly #signals = new Map<string, readonly Signal[]>();
  #onQuality: (accountId: string) => void = () => undefined;
  readonly #outlooks = new Map<string, KeptOutlook>();
  #onOutlook: (change: OutlookChange) => void = () => undefined;
  #userId: string | undefined;

  /** `onChange` is told what changed after each call that changes something. */
  constructor(readSeries: ReadSeries, onChange: (changed: ReadonlySet<Dependency>) => void) {
    this.#readSeries = readSeries;
    this.#onChange = onChange;
    this.#tables = new Map(kindNames.map((kind) => [kind, new KindTable(kind, (id, stored) => this.#edits.overlay(kind, id, stored))]));
  }

  all<K extends Kind>(kind: K): readonly RecordOf<K>[] {
    return typed<K>(this.#table(kind).all());
  }

  get<K extends Kind>(kind: K, id: string): RecordOf<K> | undefined {
    const doc = this.#table(kind).get(id);
    return doc === undefined ? undefined : typed<K>([doc])[0];
  }

  ofAccount<K extends Kind>(kind: K, accountId: string): readonly RecordOf<K>[] {
    return typed<K>(this.#table(kind).ofAccount(accountId));
  }

  scan(kind: Kind, fields: readonly string[], visit: (values: readonly unknown[]) => void): void {
    this.#table(kind).scan(fields, visit);
  }

  journal(kind: Kind): Journal {
    return this.#table(kind).journal();
  }

  lastTouchMs(accountId: string): number | undefined {
    const at = this.touches().get(accountId);
    return at === undefined ? undefined : Date.parse(at);
  }

  /** Instant of every account's newest touch. */
  touches(): ReadonlyMap<string, string> {
    if (this.#keptTouches !== null) return this.#keptTouches;
    if (this.#lastTouch === null) {
      const newest = new Map<string, string>();
      this.#table("timeline").scan(["type", "accountId", "at"], ([type, account, at]) => {
        if (typeof account !== "string" || typeof at !== "string" || !isTouch(type)) return;
        // Instants are all written alike, so that their texts sort as their times do.
        if ((newest.get(account) ?? "") < at) newest.set(account, at);
      });
      this.#lastTouch = newest;
    }
    return this.#lastTouch;
  }

  /** What is known of touches before the timeline is read; null = it has been read, believe it alone. */
  keepTouches(touches: ReadonlyMap<string, string> | null): void {
    this.#keptTouches = touches;
    this.#onChange(new Set(["touch"]));
  }

  touchesOf(accountId: string): readonly Touch[] {
    if (this.#touches === null) {
      const touches = new Map<string, Touch[]>();
      this.#table("timeline").scan(["type", "accountId", "at", "id"], ([type, account, at, id]) => {
        if (typeof account !== "string" || typeof at !== "string" || typeof id !== "string" || !isTouch(type)) return;
        const touch = { id, atMs: Date.parse(at) };
        const own = touches.get(account);
        if (own === undefined) touches.set(account, [touch]);
        else own.push(touch);
      });
      this.#touches = touches;
    }
    return this.#touches.get(accountId) ?? [];
  }

  health(accountId: string): HealthSummary | undefined {
    return this.#health.get(accountId);
  }

  setHealth(summaries: readonly HealthSummary[]): void {
    if (summaries.length === 0) return;
    for (const summary of summaries) this.#health.set(summary.accountId, summary);
    this.#onChange(new Set(["health"]));
  }

  /** Takes these in place of all that are known. */
  replaceHealth(summaries: readonly HealthSummary[]): void {
    this.#health.clear();
    for (const summary of summaries) this.#health.set(summary.accountId, summary);
    this.#onChange(new Set(["health"]));
  }

  healths(): readonly HealthSummary[] {
    return [...this.#health.values()];
  }

  /** Who works health out is told what must be worked out again. */
  onHealthChange(listener: (change: HealthChange) => void): void {
    this.#onHealth = listener;
  }

  /** Quality of an account was stored. */
  qualityChanged(accountId: string): void {
    this.#onChange(new Set(["metrics"]));
    this.#onHealth({ quality: accountId });
    this.#onQuality(accountId);
  }

  /** Who looks for signals is told where quality came. */
  onQualityChange(listener: (accountId: string) => void): void {
    this.#onQuality = listener;
  }

  signals(accountId: string): readonly Signal[] | undefined {
    return this.#signals.get(accountId);
  }

  setSignals(found: ReadonlyMap<string, readonly Signal[]>): void {
    for (const [accountId, signals] of found) this.#signals.set(accountId, signals);
    this.#onChange(new Set(["signals"]));
  }

  outlook(accountId: string): KeptOutlook | undefined {
    return this.#outlooks.get(accountId);
  }

  outlooks(): readonly KeptOutlook[] {
    return [...this.#outlooks.values()];
  }

  setOutlooks(made: readonly KeptOutlook[]): void {
    if (made.length === 0) return;
    for (const outlook of made) this.#outlooks.set(outlook.accountId, outlook);
    this.#onChange(new Set(["peaks"]));
  }

  /** Takes these in place of all that are known. */
  replaceOutlooks(made: readonly KeptOutlook[]): void {
    this.#outlooks.clear();
    for (const outlook of made) this.#outlooks.set(outlook.accountId, outlook);
    this.#onChange(new Set(["peaks"]));
  }

  /** Who keeps forecasts is told what must be forecast again. */
  onOutlookChange(listener: (change: OutlookChange) => void): void {
    this.#onOutlook = listener;
  }

  isPending(kind: Kind, id: string): boolean {
    return this.#edits.has(kind, id);
  }

  usageRollup(accountId: string): UsageRollup | undefined {
    return this.#rollups.get(accountId);
  }

  series(accountId: string, group: MetricGroup): Promise<readonly HourlySeries[]> {
    return this.#readSeries(accountId, group);
  }

  userId(): string | undefined {
    return this.#userId;
  }

  /** The record as the backend has it, without the outbox. */
  stored(kind: Kind, id: string): StoredDoc | undefined {
    return this.#table(kind).stored(id);
  }

  /** Id and revision of every record as the backend has it, as far as this laptop knows. */
  eachStored(kind: Kind, visit: (id: string, rev: number) => void): void {
    this.#table(kind).eachStored(visit);
  }

  shown(kind: Kind, id: string): StoredDoc | undefined {
    return this.#table(kind).get(id);
  }

  rollups(): readonly UsageRollup[] {
    return [...this.#rollups.values()];
  }

  setUser(userId: string): void {
    if (userId === this.#userId) return;
    this.#userId = userId;
    this.#onChange(new Set(kindNames));
  }

  addPage(kind: Kind, number: number, reader: PageReader): void {
    this.#table(kind).addPage(number, reader);
    this.#changed([kind]);
    if (healthKinds.includes(kind) || bookHealthKinds.includes(kind)) this.#onHealth("all");
    if (outlookKinds.includes(kind) || bookOutlookKinds.includes(kind)) this.#onOutlook("all");
  }

  /** Forgets pages and log, before another copy of the book is read in. Edits stay. */
  reset(): void {
    for (const table of this.#tables.values()) table.reset();
    this.#changed(kindNames);
    this.#onHealth("all");
    this.#onOutlook("all");
  }

  /** A change of a kind that this version does not know stays in the log on disk and is not shown. */
  applyChanges(changes: readonly Change[], batch: number): void {
    const changed = new Set<Kind>();
    for (const change of changes) {
      if (!isKind(change.kind)) continue;
      this.#table(change.kind).applyChange(change.id, change.op === "put" ? (change.doc as StoredDoc) : null, batch);
      changed.add(change.kind);
    }
    this.#changed([...changed]);
    this.#derivedChanged(changed);
  }

  addEdits(edits: readonly { readonly key: string; readonly mutation: ShownMutation }[]): void {
    for (const { key, mutation } of edits) this.#edits.add(key, mutation);
    this.#editsChanged(edits.map((edit) => edit.mutation));
  }

  removeEdits(keys: readonly string[]): void {
    this.#editsChanged(keys.map((key) => this.#edits.remove(key)).filter((mutation) => mutation !== undefined));
  }

  editKeys(): readonly string[] {
    return this.#edits.keys();
  }

  setRollups(rollups: readonly UsageRollup[]): void {
    for (const rollup of rollups) this.#rollups.set(rollup.accountId, rollup);
    this.#onChange(new Set(["metrics"]));
    const accounts = new Set(rollups.map((rollup) => rollup.accountId));
    this.#onHealth(accounts);
    this.#onOutlook(accounts);
  }

  /** Takes these in place of all that are known. */
  replaceRollups(rollups: readonly UsageRollup[]): void {
    this.#rollups.clear();
    this.setRollups(rollups);
    this.#onHealth("all");
    this.#onOutlook("all");
  }

  planFold(kind: Kind, batch: number): FoldPlan | null {
    return this.#table(kind).planFold(batch);
  }

  #editsChanged(mutations: readonly ShownMutation[]): void {
    const changed = new Set<Kind>();
    for (const { kind, id } of mutations) {
      if (!isKind(kind)) continue;
      this.#table(kind).localChanged(id, this.#edits.has(kind, id));
      changed.add(kind);
    }
    this.#changed([...changed]);
    this.#derivedChanged(changed);
  }

  #derivedChanged(changed: ReadonlySet<Kind>): void {
    const [judged, forecast] = [new Set<string>(), new Set<string>()];
    for (const kind of changed) {
      const touched = this.#table(kind).takeTouched();
      if (healthKinds.includes(kind)) for (const accountId of touched) judged.add(accountId);
      if (outlookKinds.includes(kind)) for (const accountId of touched) forecast.add(accountId);
    }
    if (bookHealthKinds.some((kind) => changed.has(kind))) this.#onHealth("all");
    else if (judged.size > 0) this.#onHealth(judged);
    if (bookOutlookKinds.some((kind) => changed.has(kind))) this.#onOutlook("all");
    else if (forecast.size > 0) this.#onOutlook(forecast);
  }

  #changed(changed: readonly Kind[]): void {
    if (changed.length === 0) return;
    const told = new Set<Dependency>(changed);
    if (changed.includes("timeline")) {
      this.#lastTouch = null;
      this.#touches = null;
      told.add("touch");
    }
    this.#onChange(told);
  }

  #table(kind: Kind): KindTable {
    const table = this.#tables.get(kind);
    if (table === undefined) throw new Error(`unknown kind ${kind}`);
    return table;
  }
}

function isTouch(type: unknown): boolean {
  return (touchTypes as readonly unknown[]).includes(type);
}

/** The one place where a stored document is taken for a record of its kind: the backend validated it when it was written. */
function typed<K extends Kind>(docs: readonly StoredDoc[]): readonly RecordOf<K>[] {
  return docs as unknown as readonly RecordOf<K>[];
}

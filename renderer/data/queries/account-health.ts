import { healthFlips } from "../../../shared/domain/health/health-flips.ts";
import { healthMonthId, type KeptDay, keptDaysOf } from "../../../shared/domain/health/health-month.ts";
import { healthMoves } from "../../../shared/domain/health/health-moves.ts";
import type { HealthFlip, HealthMove, HealthResult, HealthSummary } from "../../../shared/domain/health/health-result.ts";
import { healthSummary } from "../../../shared/domain/health/health-summary.ts";
import { type HealthRecords, type HealthSeries, judgedAt } from "../../../shared/domain/health/judge-account.ts";
import { keptDayOf } from "../../../shared/domain/health/kept-day.ts";
import { type AccountModel, modelFor } from "../../../shared/domain/health/model-for.ts";
import { modelInForce } from "../../../shared/domain/health/model-in-force.ts";
import type { RecordOf } from "../../../shared/domain/kinds.ts";
import { monthOf } from "../../../shared/domain/metrics/series.ts";
import { healthRecords } from "../health-inputs.ts";
import type { LocalStore } from "../local-store.ts";
import { defineQuery, type Dependency } from "../query.ts";

const dayMs = 86_400_000;
const historyDays = 90;
/** Newest days without a kept score that are worked out here: the backend keeps the older ones before long, and each costs a judgement. */
const ownDays = 14;

/** What an account's health was at the end of a UTC day, and what has moved it since. The moves together are exactly the difference. */
export interface HealthSince {
  /** End of that day, ms. */
  readonly atMs: number;
  /** null = too little was known to judge. */
  readonly scoreMilli: number | null;
  readonly moves: readonly HealthMove[];
}

export interface HealthDay extends KeptDay {
  /** true = as the backend kept it; false = worked out here, from what is known of that day now. */
  readonly kept: boolean;
}

/** A version of the model that judges, or judged within the history. */
export interface ModelMark {
  /** 0 = the one that the product ships with. */
  readonly version: number;
  /** When it came into force, ms; null = it always was. */
  readonly fromMs: number | null;
  readonly note: string;
  readonly authorName: string | null;
}

export interface AccountHealth {
  readonly result: HealthResult;
  readonly summary: HealthSummary;
  readonly since: { readonly day1: HealthSince; readonly day7: HealthSince; readonly day90: HealthSince };
  /** Smallest changes that reach the next grade, one after the other; empty = there is none, or nothing reaches it. */
  readonly flips: readonly HealthFlip[];
  readonly history: {
    /** Of the last 90 whole UTC days, ascending, those that were kept, and of the last 14 those that could be judged here. */
    readonly days: readonly HealthDay[];
    /** Models that came into force within the history, ascending. */
    readonly changes: readonly ModelMark[];
  };
  readonly model: ModelMark;
  /** Lowest scores (0–100) of the grades, as the model judges this account. */
  readonly grades: AccountModel["grades"];
  /** Broken versions that are newer than the model in force, by number. */
  readonly passedOver: readonly number[];
  /** Of this account, newest first, in force or not. */
  readonly overrides: readonly (RecordOf<"healthOverride"> & { readonly authorName: string | null })[];
}

const ownKinds = [
  "account",
  "contract",
  "capacity",
  "plannedEvent",
  "incident",
  "incidentEvent",
  "timeline",
  "outreach",
  "contact",
  "surveyAnswer",
  "sdkUse",
  "sdkRelease",
  "healthModel",
  "healthMonth",
] as const satisfies readonly Dependency[];

/**
 * An account's health with everything that it was made from, at `atMs`, or at the instant of the lists' score (null), so that both show one
 * figure. null = the account is not on this laptop.
 */
export const accountHealth = defineQuery<{ readonly accountId: string; readonly atMs: number | null }, AccountHealth | null>({
  // Of the kinds only those that the first screens wait for: who works the summaries out says `health` when one of the others changes.
  dependsOn: ["health", "healthOverride", "user", ...ownKinds],
  run: async (store, { accountId, atMs }, nowMs) => {
    const at = atMs ?? shownInstant(store, accountId, nowMs);
    const records = healthRecords(store, accountId, at);
    if (records === null) return null;
    const [usage, quality] = await Promise.all([store.series(accountId, "usage"), store.series(accountId, "quality")]);
    const judge = new Judge(store, accountId, records, { usage, quality });
    const result = judge.at(at);
    const kept = keptDays(store, accountId, at);
    const models = store.all("healthModel");
    const inForce = modelInForce(models, at);
    const { version, record, passedOver } = inForce;
    const model = modelFor(inForce, records.account);
    // The midnight behind a day belongs to it.
    const lastDayMs = Math.floor((at - 1) / dayMs) * dayMs;
    const since = (days: number): HealthSince => {
      const before = judge.at(lastDayMs - (days - 1) * dayMs);
      return { atMs: before.atMs, scoreMilli: before.scoreMilli, moves: healthMoves(before, result) };
    };
    return {
      result,
      summary: healthSummary(result, [...kept.values()]),
      since: { day1: since(1), day7: since(7), day90: since(90) },
      flips: healthFlips(result, model),
      history: { days: historyOf(judge, kept, lastDayMs), changes: changesOf(store, models, lastDayMs - historyDays * dayMs, at) },
      model: markOf(store, version, record),
      grades: model.grades,
      passedOver: passedOver.map((broken) => broken.record.version),
      overrides: records.overrides
        .map((override) => ({ ...(override as RecordOf<"healthOverride">), authorName: nameOf(store, override.authorId) }))
        .toSorted((a, b) => (a.at < b.at ? 1 : -1)),
    };
  },
});

/** Judges one account at any instant, each once. */
class Judge {
  readonly #store: LocalStore;
  readonly #accountId: string;
  readonly #records: HealthRecords;
  readonly #series: HealthSeries;
  readonly #results = new Map<number, HealthResult>();

  constructor(store: LocalStore, accountId: string, records: HealthRecords, series: HealthSeries) {
    this.#store = store;
    this.#accountId = accountId;
    this.#records = records;
    this.#series = series;
  }

  at(atMs: number): HealthResult {
    const known = this.#results.get(atMs);
    if (known !== undefined) return known;
    const records = healthRecords(this.#store, this.#accountId, atMs) ?? this.#records;
    const result = judgedAt(records, this.#series, this.#store.all("healthModel"), atMs);
    this.#results.set(atMs, result);
    return result;
  }
}

/** The lists' score is at most as old as the last round over the book; what is older was kept from an earlier start. */
function shownInstant(store: LocalStore, accountId: string, nowMs: number): number {
  const shown = store.health(accountId)?.atMs;
  return shown !== undefined && shown <= nowMs && nowMs - shown < dayMs / 12 ? shown : nowMs;
}

/** By day. Months are asked for by name: making all of an account's would unpack years. */
function keptDays(store: LocalStore, accountId: string, atMs: number): ReadonlyMap<string, KeptDay> {
  const months = new Set(Array.from({ length: historyDays + 2 }, (_, back) => monthOf(atMs - back * dayMs)));
  const kept = [...months].flatMap((month) => {
    const stored = store.get("healthMonth", healthMonthId(accountId, month));
    return stored === undefined ? [] : keptDaysOf(stored);
  });
  return new Map(kept.map((one) => [one.day, one]));
}

/** Whole days alone: the day of the instant is not over. */
function historyOf(judge: Judge, kept: ReadonlyMap<string, KeptDay>, lastDayMs: number): readonly HealthDay[] {
  const days: HealthDay[] = [];
  for (let back = historyDays; back >= 1; back -= 1) {
    const dayStartMs = lastDayMs - back * dayMs;
    const stored = kept.get(new Date(dayStartMs).toISOString().slice(0, 10));
    if (stored !== undefined) days.push({ ...stored, kept: true });
    else if (back <= ownDays) {
      const computed = keptDayOf(judge.at(dayStartMs + dayMs));
      if (computed.scoreMilli !== null) days.push({ ...computed, kept: false });
    }
  }
  return days;
}

function changesOf(store: LocalStore, models: readonly RecordOf<"healthModel">[], fromMs: number, toMs: number): readonly ModelMark[] {
  return models
    .filter((model) => Date.parse(model.inForceFrom) > fromMs && Date.parse(model.inForceFrom) <= toMs)
    .filter((model) => modelInForce(models, Date.parse(model.inForceFrom)).record?.id === model.id)
    .toSorted((a, b) => (a.inForceFrom < b.inForceFrom ? -1 : 1))
    .map((model) => markOf(store, model.version, model));
}

function markOf(
  store: LocalStore,
  version: number,
  record: Pick<RecordOf<"healthModel">, "inForceFrom" | "note" | "authorId"> | null,
): ModelMark {
  if (record === null) return { version, fromMs: null, note: "", authorName: null };
  return { version, fromMs: Date.parse(record.inForceFrom), note: record.note, authorName: nameOf(store, record.authorId) };
}

function nameOf(store: LocalStore, userId: string): string | null {
  return store.get("user", userId)?.name ?? null;
}

import { accountHealth } from "../../../shared/domain/health/account-health.ts";
import { checkHealthModel } from "../../../shared/domain/health/check-health-model.ts";
import type { HealthModelDefinition } from "../../../shared/domain/health/health-model.ts";
import type { HealthGrade } from "../../../shared/domain/health/health-override.ts";
import { modelFor, type VersionedModel } from "../../../shared/domain/health/model-for.ts";
import { modelInForce } from "../../../shared/domain/health/model-in-force.ts";
import { qualityDigest, qualityTargets } from "../../../shared/domain/health/quality-digest.ts";
import type { RecordOf } from "../../../shared/domain/kinds.ts";
import type { HourlySeries } from "../../../shared/domain/metrics/series.ts";
import { healthInput } from "../health-inputs.ts";
import type { LocalStore } from "../local-store.ts";
import { defineQuery } from "../query.ts";

/** What a change of the model does to one account. Computed grades: an override stays as it is. */
export interface PreviewedAccount {
  readonly accountId: string;
  readonly name: string;
  readonly before: PreviewedScore;
  readonly after: PreviewedScore;
}

export interface PreviewedScore {
  readonly scoreMilli: number | null;
  readonly grade: HealthGrade;
}

export interface HealthPreview {
  /** The book was judged at this instant by both models. */
  readonly atMs: number;
  /** Accounts that were judged. */
  readonly count: number;
  readonly before: Readonly<Record<HealthGrade, number>>;
  readonly after: Readonly<Record<HealthGrade, number>>;
  /** Accounts whose grade would be another one, greatest change of score first. */
  readonly regraded: readonly PreviewedAccount[];
  /** Those whose score would move most, whatever their grade; a score that comes or goes has not moved. */
  readonly movers: readonly PreviewedAccount[];
}

const mostMovers = 10;
/** Accounts that are judged before other messages of the worker have their turn: some 10 ms. */
const turnAccounts = 40;

/** What another model would do to the book that is on this laptop, beside the one in force now. null = the model is broken. */
export const healthPreview = defineQuery<{ readonly definition: HealthModelDefinition }, HealthPreview | null>({
  dependsOn: ["healthModel"],
  run: async (store, { definition }, nowMs) => {
    if (!checkHealthModel(definition).ok) return null;
    const current = modelInForce(store.all("healthModel"), nowMs);
    const draft: VersionedModel = { version: current.version + 1, definition };
    const judged: PreviewedAccount[] = [];
    const accounts = store.all("account").toSorted((a, b) => (a.id < b.id ? -1 : 1));
    for (const [i, account] of accounts.entries()) {
      if (i > 0 && i % turnAccounts === 0) await othersTurn();
      const quality = hasQuality(store, account) ? await store.series(account.id, "quality") : [];
      const judge = judgeOf(store, account, quality, nowMs);
      judged.push({ accountId: account.id, name: account.name, before: judge(current), after: judge(draft) });
    }
    const regraded = judged.filter(({ before, after }) => before.grade !== after.grade).toSorted(greatestFirst);
    return {
      atMs: nowMs,
      count: judged.length,
      before: countsOf(judged.map(({ before }) => before)),
      after: countsOf(judged.map(({ after }) => after)),
      regraded,
      movers: judged
        .filter((one) => one.before.scoreMilli !== null && one.after.scoreMilli !== null && changeOf(one) !== 0)
        .toSorted(greatestFirst)
        .slice(0, mostMovers),
    };
  },
});

/** Reading series takes time: only of accounts whose quality can be on this laptop, which are those it is fetched for. */
function hasQuality(store: LocalStore, account: RecordOf<"account">): boolean {
  const summary = store.health(account.id);
  const isKnown = summary?.components.some(({ id, scoreMilli }) => id === "quality" && scoreMilli !== null) ?? true;
  return isKnown || account.ownerId === store.userId();
}

function judgeOf(
  store: LocalStore,
  account: RecordOf<"account">,
  quality: readonly HourlySeries[],
  atMs: number,
): (model: VersionedModel) => PreviewedScore {
  const input = healthInput(store, account.id, atMs, { usage: store.usageRollup(account.id) ?? null, quality: null });
  return (model) => {
    if (input === null) return { scoreMilli: null, grade: "unknown" };
    const digest = quality.length === 0 ? null : qualityDigest(quality, qualityTargets(modelFor(model, account)), atMs);
    const { scoreMilli, grade } = accountHealth({ ...input, quality: digest }, model, atMs);
    return { scoreMilli, grade };
  };
}

/** A score that comes or goes counts as a change of the whole. */
function changeOf({ before, after }: PreviewedAccount): number {
  return Math.abs((after.scoreMilli ?? 0) - (before.scoreMilli ?? 0));
}

function greatestFirst(a: PreviewedAccount, b: PreviewedAccount): number {
  return changeOf(b) - changeOf(a) || (a.accountId < b.accountId ? -1 : 1);
}

function countsOf(scores: readonly PreviewedScore[]): Readonly<Record<HealthGrade, number>> {
  const counts: Record<HealthGrade, number> = { good: 0, watch: 0, risk: 0, critical: 0, unknown: 0 };
  for (const { grade } of scores) counts[grade] += 1;
  return counts;
}

function othersTurn(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, 0);
  });
}

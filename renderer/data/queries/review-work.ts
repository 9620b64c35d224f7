import type { RecordOf } from "../../../shared/domain/kinds.ts";
import { reviewSnapshotId, type ReviewSnapshotRecord } from "../../../shared/domain/review/model/review-snapshot.ts";
import type { BrandTemplate } from "../../../shared/domain/review/model/review.ts";
import type { LocalStore } from "../local-store.ts";
import { defineQuery } from "../query.ts";

/** A snapshot without its rows. */
export type SnapshotFacts = Omit<ReviewSnapshotRecord, "packed" | "said">;

/** A brand template without its file. */
export type TemplateFacts = Omit<BrandTemplate, "packed">;

const templateFields = [
  "id",
  "accountId",
  "name",
  "at",
  "authorId",
  "fonts",
  "colours",
] as const satisfies readonly (keyof TemplateFacts)[];

/** Everything that a review is worked on with, beside its rows: those are asked for once, by `reviewSnapshotRecord`. */
export interface ReviewWork {
  readonly review: RecordOf<"review">;
  readonly account: RecordOf<"account">;
  /** Snapshots that were taken for it, newest first. */
  readonly snapshots: readonly SnapshotFacts[];
  readonly sections: readonly RecordOf<"reviewSection">[];
  /** Oldest first. */
  readonly comments: readonly RecordOf<"reviewComment">[];
  /** Newest first. */
  readonly versions: readonly RecordOf<"reviewVersion">[];
  /** Brand templates of the company and of this customer, without their files, by name. */
  readonly templates: readonly TemplateFacts[];
  /** Items that were promised at it, by day; those without one last. */
  readonly tasks: readonly RecordOf<"task">[];
  /** Whoever may be named as the owner of an item. */
  readonly colleagues: readonly RecordOf<"user">[];
  /** The reader. */
  readonly userId: string | null;
  /** The review of the same kind before this one; null = there is none. */
  readonly previous: RecordOf<"review"> | null;
}

/** null = the review is not here. */
export const reviewWork = defineQuery<{ readonly reviewId: string }, ReviewWork | null>({
  dependsOn: ["review", "reviewSection", "reviewComment", "reviewVersion", "reviewSnapshot", "brandTemplate", "account", "task", "user"],
  run: (store, { reviewId }) => {
    const review = store.get("review", reviewId);
    const account = review === undefined ? undefined : store.get("account", review.accountId);
    if (review === undefined || account === undefined) return null;
    const ofReview = <R extends { readonly reviewId: string }>(records: readonly R[]): readonly R[] =>
      records.filter((one) => one.reviewId === reviewId);
    return {
      review,
      account,
      snapshots: ofReview(store.ofAccount("reviewSnapshot", account.id))
        .map(({ packed: _packed, said: _said, ...facts }) => facts)
        .toSorted((a, b) => (a.takenAt < b.takenAt ? 1 : -1)),
      sections: ofReview(store.ofAccount("reviewSection", account.id)),
      comments: ofReview(store.ofAccount("reviewComment", account.id)).toSorted((a, b) => (a.at < b.at ? -1 : 1)),
      versions: ofReview(store.ofAccount("reviewVersion", account.id)).toSorted((a, b) => b.number - a.number || (a.at < b.at ? 1 : -1)),
      templates: templatesOf(store, account.id),
      tasks: store
        .ofAccount("task", account.id)
        .filter((task) => task.reviewId === reviewId)
        .toSorted((a, b) => (a.dueOn ?? "9999").localeCompare(b.dueOn ?? "9999") || (a.id < b.id ? -1 : 1)),
      colleagues: store.all("user").toSorted((a, b) => a.name.localeCompare(b.name, "zh-Hans-CN")),
      userId: store.userId() ?? null,
      previous:
        store
          .ofAccount("review", account.id)
          .filter((one) => one.kind === review.kind && one.period < review.period)
          .toSorted((a, b) => (a.period < b.period ? 1 : -1))[0] ?? null,
    };
  },
});

/** Files of templates are read by nobody who only chooses one. */
function templatesOf(store: LocalStore, accountId: string): ReviewWork["templates"] {
  const templates: TemplateFacts[] = [];
  store.scan("brandTemplate", templateFields, (values) => {
    const fields = Object.fromEntries(templateFields.map((name, index) => [name, values[index]])) as unknown as TemplateFacts;
    if (fields.accountId === null || fields.accountId === accountId) templates.push(fields);
  });
  return templates.toSorted((a, b) => a.name.localeCompare(b.name, "zh-Hans-CN"));
}

/** A snapshot with its packed rows; null = it is not here. It never changes. */
export const reviewSnapshotRecord = defineQuery<
  { readonly reviewId: string; readonly snapshotId: string },
  RecordOf<"reviewSnapshot"> | null
>({
  dependsOn: ["reviewSnapshot"],
  run: (store, { reviewId, snapshotId }) => store.get("reviewSnapshot", reviewSnapshotId(reviewId, snapshotId)) ?? null,
});

/** A brand template with its file; null = it is not here. */
export const brandTemplateRecord = defineQuery<{ readonly templateId: string }, RecordOf<"brandTemplate"> | null>({
  dependsOn: ["brandTemplate"],
  run: (store, { templateId }) => store.get("brandTemplate", templateId) ?? null,
});

/** Names, aliases and codes of every other customer in this book: what an export must not hold. */
export const otherNames = defineQuery<{ readonly accountId: string }, readonly string[]>({
  dependsOn: ["account"],
  run: (store, { accountId }) => {
    const names: string[] = [];
    store.scan("account", ["id", "name", "aliases", "code"], ([id, name, aliases, code]) => {
      if (id !== accountId) names.push(String(name), ...(aliases as readonly string[]), String(code));
    });
    return names;
  },
});

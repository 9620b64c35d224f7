import type { RecordOf } from "../../../shared/domain/kinds.ts";
import type { PostmortemArticle } from "../../../shared/domain/postmortem/postmortem-article.ts";
import type { Postmortem } from "../../../shared/domain/postmortem/postmortem.ts";
import type { PostmortemSection, PostmortemTexts } from "../../../shared/domain/postmortem/sections.ts";
import type { Json } from "../../../shared/kernel/json.ts";
import type { Edit } from "../data-client.ts";
import { patchWithInverse } from "../inverse-edits.ts";

/** Edits and what takes them back; no inverses = nothing does. */
export interface PostmortemEdit {
  readonly edits: readonly Edit[];
  readonly inverses: readonly Edit[];
}

type Fields = Readonly<Record<string, Json>>;

/** Begins it; while it is a draft it may be given up again. */
export function beginPostmortem({ id, ...fields }: Postmortem): PostmortemEdit {
  return {
    edits: [{ op: "create", kind: "postmortem", id, fields: fields as unknown as Fields }],
    inverses: [{ op: "delete", kind: "postmortem", id }],
  };
}

/** A section as it is typed; `seen` is what the author had before him, so that what others wrote meanwhile is merged. */
export function writeSection(id: string, section: PostmortemSection, seen: string, text: string): Edit {
  return { op: "patch", kind: "postmortem", id, fields: { [section]: text }, seen: { [section]: seen } };
}

export function changePostmortem(record: RecordOf<"postmortem">, fields: Partial<Postmortem>): PostmortemEdit {
  const { edit, inverse } = patchWithInverse("postmortem", record, fields as unknown as Fields);
  return { edits: [edit], inverses: [inverse] };
}

/** Asks a colleague to read it: he finds a task. */
export function askReview(
  record: RecordOf<"postmortem">,
  reviewerId: string,
  task: { readonly id: string; readonly title: string; readonly dueOn: string },
): PostmortemEdit {
  const { edit, inverse } = patchWithInverse("postmortem", record, { state: "review", reviewerId, publishedAt: null, outreachId: null });
  const fields = {
    accountId: record.accountId,
    title: task.title,
    ownerId: reviewerId,
    dueOn: task.dueOn,
    state: "open",
    doneOn: null,
    playbook: { id: "postmortem", step: 1 },
  };
  return {
    edits: [edit, { op: "create", kind: "task", id: task.id, fields }],
    inverses: [inverse, { op: "delete", kind: "task", id: task.id }],
  };
}

/** What the customer is given: texts with their numbers, once and for all. Nothing takes it back but withdrawing it. */
export function publishPostmortem(
  record: RecordOf<"postmortem">,
  texts: PostmortemTexts,
  nowMs: number,
  outreachId: string | null,
): readonly Edit[] {
  const publishedAt = new Date(nowMs).toISOString();
  return changePostmortem(record, { ...texts, state: "published", publishedAt, outreachId }).edits;
}

/** Something that keeps it from happening again: a task that names the postmortem. */
export function addPrevention(
  id: string,
  record: Pick<Postmortem, "id" | "accountId">,
  item: { readonly title: string; readonly ownerId: string; readonly dueOn: string | null },
): PostmortemEdit {
  const fields = { accountId: record.accountId, ...item, state: "open", doneOn: null, playbook: null, postmortemId: record.id };
  return { edits: [{ op: "create", kind: "task", id, fields }], inverses: [{ op: "delete", kind: "task", id }] };
}

export function changeTask(task: RecordOf<"task">, fields: Partial<RecordOf<"task">>): PostmortemEdit {
  const { edit, inverse } = patchWithInverse("task", task, fields as unknown as Fields);
  return { edits: [edit], inverses: [inverse] };
}

/** To knowledge: a draft of an article, and the postmortem that names it. */
export function makeArticle(id: string, record: RecordOf<"postmortem">, article: PostmortemArticle["fields"]): readonly Edit[] {
  return [
    { op: "create", kind: "article", id, fields: article as unknown as Fields },
    ...changePostmortem(record, { articleKey: article.key }).edits,
  ];
}

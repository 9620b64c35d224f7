import type { RecordOf } from "../../../shared/domain/kinds.ts";
import type { NoticeStep } from "../../../shared/domain/notice/notice-step.ts";
import type { Notice } from "../../../shared/domain/notice/notice.ts";
import type { Json } from "../../../shared/kernel/json.ts";
import type { Edit } from "../data-client.ts";
import { patchWithInverse } from "../inverse-edits.ts";

/** Edits and what takes them back. */
export interface NoticeEdit {
  readonly edits: readonly Edit[];
  readonly inverses: readonly Edit[];
}

/** Notes how far an account is. Notes are not deleted: taking one back notes what stood before, or that it is open again. */
export function noteStep(
  about: { readonly noticeId: string; readonly accountId: string; readonly before: readonly Pick<NoticeStep, "step">[] },
  step: NoticeStep["step"],
  by: { readonly id: string; readonly atMs: number; readonly newId: () => string },
): NoticeEdit {
  const create = (noted: NoticeStep["step"], atMs: number): Edit => ({
    op: "create",
    kind: "noticeStep",
    id: by.newId(),
    fields: {
      accountId: about.accountId,
      noticeId: about.noticeId,
      step: noted,
      note: null,
      byId: by.id,
      at: new Date(atMs).toISOString(),
    },
  });
  return { edits: [create(step, by.atMs)], inverses: [create(about.before.at(-1)?.step ?? "reopened", by.atMs + 1)] };
}

/** A new notice. What nobody can delete is closed by the inverse. */
export function writeNotice(id: string, fields: Omit<Notice, "id">): NoticeEdit {
  return {
    edits: [{ op: "create", kind: "notice", id, fields: fields as unknown as Readonly<Record<string, Json>> }],
    inverses: [{ op: "patch", kind: "notice", id, fields: { state: "closed" } }],
  };
}

export function changeNotice(notice: RecordOf<"notice">, fields: Partial<Omit<Notice, "id" | "authorId">>): NoticeEdit {
  const { edit, inverse } = patchWithInverse("notice", notice, fields as unknown as Readonly<Record<string, Json>>);
  return { edits: [edit], inverses: [inverse] };
}

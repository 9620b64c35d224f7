import { languageOf, type Language } from "../../../shared/i18n/catalogue.ts";
import type { RecordOf } from "../../../shared/domain/kinds.ts";
import { publishedTexts } from "../../../shared/domain/postmortem/publish-texts.ts";
import { useSyncStatus } from "../../data/hooks.ts";
import { newRecordId } from "../../data/new-record-id.ts";
import { beginPostmortem, changePostmortem, makeArticle } from "../../data/postmortem/postmortem-edits.ts";
import { usePostmortemPen } from "../../data/postmortem/use-postmortem-pen.ts";
import type { PostmortemView } from "../../data/postmortem/use-postmortem.ts";
import { useFormats } from "../../ui/formats.ts";
import { useText } from "../../ui/text.ts";
import { useToast } from "../../ui/toast.tsx";
import { useReportedEdit } from "./use-reported-edit.ts";

export interface PostmortemActions {
  readonly otherLanguage: Language;
  /** Into the other language: what was edited stays, and is named. */
  readonly switchTo: () => void;
  readonly backToDraft: () => void;
  readonly withdraw: () => void;
  readonly giveUp: () => void;
  /** Makes the draft of an article of it, unless a customer would be named. */
  readonly toKnowledge: () => void;
}

/** What can be done with a postmortem beside writing and publishing it. */
export function usePostmortemActions(view: PostmortemView, record: RecordOf<"postmortem">): PostmortemActions {
  const t = useText("postmortem");
  const formats = useFormats();
  const toast = useToast();
  const run = useReportedEdit();
  const pen = usePostmortemPen();
  const { user } = useSyncStatus();
  const { account, incident, otherCustomers } = view.work;
  const now = languageOf(record.locale);
  const otherLanguage: Language = now === "en" ? "zh-CN" : "en";
  return {
    otherLanguage,
    switchTo: () => {
      if (pen === null) return;
      const { fields, kept } = pen.switchLanguage(record, view.draft.postmortem, view.draftIn(otherLanguage).postmortem);
      const language = t(`language.${otherLanguage}`);
      const said =
        kept.length === 0
          ? t("language.done", { language })
          : t("language.kept", { language, sections: formats.list(kept.map((section) => t(`section.${section}`))) });
      void run(changePostmortem(record, fields), said);
    },
    backToDraft: () => void run(changePostmortem(record, { state: "draft", publishedAt: null, outreachId: null }), t("back.done")),
    withdraw: () => {
      const { edits } = changePostmortem(record, { state: "withdrawn" });
      void run({ edits, inverses: [] }, t("withdrawn.done"));
    },
    giveUp: () => {
      const { edits, inverses } = beginPostmortem(record);
      const back = edits.map((edit) => (edit.op === "create" ? { ...edit, resurrect: true as const } : edit));
      void run({ edits: inverses, inverses: back }, t("delete.done"));
    },
    toKnowledge: () => {
      if (pen === null || user === null) return;
      const made = pen.postmortemArticle({
        postmortem: { ...record, ...publishedTexts(record, view.bound) },
        incident,
        account,
        customers: otherCustomers,
        authorId: user.id,
        nowMs: Date.now(),
        note: t("pdf.name", { number: incident.number }),
      });
      if (made.named.length > 0) return toast({ text: t("knowledge.named", { names: formats.list(made.named) }), tone: "error" });
      const edits = makeArticle(newRecordId("art"), record, made.fields);
      void run({ edits, inverses: [] }, t("knowledge.done", { key: made.fields.key }));
    },
  };
}

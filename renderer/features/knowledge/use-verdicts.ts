import type { ArticleUse } from "../../../shared/domain/knowledge/article-use.ts";
import type { RecordOf } from "../../../shared/domain/kinds.ts";
import { useSyncStatus } from "../../data/hooks.ts";
import { linkArticle, ownVerdict, toggleVerdict, type Verdict } from "../../data/knowledge/article-edits.ts";
import { newRecordId } from "../../data/new-record-id.ts";
import { useText } from "../../ui/text.ts";
import { useArticleEdit } from "./use-article-edit.ts";

/** What the reader can say of an article at an incident, and its link. */
export interface Verdicts {
  readonly own: (said: readonly ArticleUse[]) => Verdict | null;
  readonly say: (incident: RecordOf<"incident">, articleKey: string, said: readonly ArticleUse[], verdict: Verdict) => void;
  readonly link: (incident: RecordOf<"incident">, article: { readonly key: string; readonly title: string }, linked: boolean) => void;
  readonly maySay: boolean;
}

export function useVerdicts(): Verdicts {
  const t = useText("knowledge");
  const edit = useArticleEdit();
  const { user } = useSyncStatus();
  return {
    own: (said) => ownVerdict(said, user?.id ?? null),
    maySay: user !== null && user.role !== "viewer",
    say: (incident, articleKey, said, verdict) => {
      if (user === null) return;
      const writer = { userId: user.id, atMs: Date.now(), newId: newRecordId };
      const { edit: made, word } = toggleVerdict(incident, articleKey, said, verdict, writer);
      void edit(made, t(`said.${word}`, { number: incident.number }));
    },
    link: (incident, { key, title }, linked) =>
      void edit(linkArticle(incident, key, linked), t(linked ? "linked.done" : "unlinked.done", { title, number: incident.number })),
  };
}

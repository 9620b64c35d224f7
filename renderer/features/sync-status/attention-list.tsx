import type { ReactNode } from "react";
import { useMemo, useState } from "react";
import type { AttentionItem } from "../../data/data-client.ts";
import { useDataClient } from "../../data/data-client-provider.tsx";
import { useQuery } from "../../data/hooks.ts";
import type { RecordTitle } from "../../data/queries/record-titles.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { shownFields } from "../../ui/field-words.ts";
import { useShell } from "../../ui/shell-context.ts";
import { useText } from "../../ui/text.ts";
import { useToast } from "../../ui/toast.tsx";
import { type FieldWords, useFieldWords } from "../../ui/use-field-words.ts";
import { FieldTable } from "./field-table.tsx";
import { ListSection } from "./list-section.tsx";
import { MassDeleteNotice } from "./mass-delete-notice.tsx";
import { RecordHead } from "./record-head.tsx";
import styles from "./sync.module.css";

/** Edits that the backend refused for good: yours, the backend's, the reason, and the ways out. */
export function AttentionList({ items }: { readonly items: readonly AttentionItem[] }): ReactNode {
  const t = useText("sync");
  const common = useText("common");
  const client = useDataClient();
  const words = useFieldWords(useQuery("colleagues", undefined).data);
  const records = useMemo(() => items.map(({ kind, recordId }) => ({ kind, id: recordId })), [items]);
  const titles = useQuery("recordTitles", { records }).data ?? {};
  const [discarding, setDiscarding] = useState<AttentionItem | null>(null);
  const discard = (): void => {
    if (discarding !== null) void client.resolveAttention(discarding.clientId, discarding.mutationId, "discard");
    setDiscarding(null);
  };
  const many = items.filter((item) => item.code === "mass-delete");
  const single = items.filter((item) => item.code !== "mass-delete");
  return (
    <ListSection
      title={t("attention.title")}
      count={items.length}
      intro={t("attention.intro")}
      none={{ title: t("attention.none"), text: t("attention.none.text") }}
    >
      {many.length > 0 && <MassDeleteNotice items={many} />}
      {single.map((item) => (
        <AttentionRow
          key={`${item.clientId} ${item.mutationId}`}
          item={item}
          title={titles[`${item.kind} ${item.recordId}`]}
          words={words}
          onDiscard={() => setDiscarding(item)}
        />
      ))}
      <Dialog
        open={discarding !== null}
        title={t("attention.discard.confirm")}
        onClose={() => setDiscarding(null)}
        actions={
          <>
            <Button onClick={() => setDiscarding(null)}>{common("action.cancel")}</Button>
            <Button variant="solid" danger onClick={discard}>
              {t("attention.discard")}
            </Button>
          </>
        }
      >
        {t("attention.discard.text")}
      </Dialog>
    </ListSection>
  );
}

interface RowProps {
  readonly item: AttentionItem;
  readonly title: RecordTitle | undefined;
  readonly words: FieldWords;
  readonly onDiscard: () => void;
}

function AttentionRow({ item, title, words, onDiscard }: RowProps): ReactNode {
  const t = useText("sync");
  const common = useText("common");
  const client = useDataClient();
  const toast = useToast();
  const { copyText } = useShell();
  const { kind, mine, server } = item;
  const fields = shownFields(Object.keys(mine));
  const textOf = (field: string): string => words.value(kind, field, mine[field]) ?? common("value.none");
  // Trying again what was deleted would only be refused again.
  const [answer, label] =
    item.code === "deleted" && server !== null ? (["bring-back", "attention.bringBack"] as const) : (["retry", "attention.retry"] as const);
  const copy = async (): Promise<void> => {
    const text = fields.map((field) => t("attention.line", { field: words.name(kind, field), value: textOf(field) })).join("\n");
    if (await copyText(text)) toast({ text: common("copied") });
  };
  return (
    <article className={styles.item}>
      <div className={styles.itemHead}>
        <RecordHead {...item} title={title} />
        <span className={styles.reason}>{t(`code.${item.code}`)}</span>
        <span className={styles.actions}>
          {item.code !== "unreadable" && (
            <>
              <Button size="small" onClick={() => void client.resolveAttention(item.clientId, item.mutationId, answer)}>
                {t(label)}
              </Button>
              <Button size="small" onClick={() => void copy()}>
                {t("attention.copy")}
              </Button>
            </>
          )}
          <Button size="small" danger aria-haspopup="dialog" onClick={onDiscard}>
            {t("attention.discard")}
          </Button>
        </span>
      </div>
      {item.code === "not-found" && <p className={styles.intro}>{t("attention.gone")}</p>}
      {fields.length > 0 && (
        <FieldTable
          columns={[t("conflict.field"), t("attention.mine"), t("attention.server")]}
          rows={fields.map((field) => ({
            id: field,
            name: words.name(kind, field),
            cells: [
              textOf(field),
              server === null ? t("attention.server.none") : (words.value(kind, field, server[field]) ?? common("value.none")),
            ],
          }))}
        />
      )}
    </article>
  );
}

import type { ReactNode } from "react";
import { useMemo } from "react";
import type { WaitingEdit } from "../../data/data-client.ts";
import { useQuery } from "../../data/hooks.ts";
import { shownFields } from "../../ui/field-words.ts";
import { useFormats } from "../../ui/formats.ts";
import { useText } from "../../ui/text.ts";
import { useFieldWords } from "../../ui/use-field-words.ts";
import { ListSection } from "./list-section.tsx";
import { RecordHead } from "./record-head.tsx";
import styles from "./sync.module.css";

/** Edits of this laptop that the backend does not have yet, in the order in which they go. `total` counts those that are not listed too. */
export function WaitingList({ items, total }: { readonly items: readonly WaitingEdit[]; readonly total: number }): ReactNode {
  const t = useText("sync");
  const formats = useFormats();
  const words = useFieldWords(useQuery("colleagues", undefined).data);
  const records = useMemo(() => items.map(({ kind, recordId }) => ({ kind, id: recordId })), [items]);
  const titles = useQuery("recordTitles", { records }).data ?? {};
  return (
    <ListSection
      title={t("waiting.title")}
      count={total}
      intro={t("waiting.intro")}
      none={{ title: t("waiting.none"), text: t("waiting.none.text") }}
    >
      {items.map((item) => (
        <article key={`${item.clientId} ${item.mutationId}`} className={styles.item}>
          <div className={styles.itemHead}>
            <RecordHead {...item} title={titles[`${item.kind} ${item.recordId}`]} />
            <span className={styles.at}>{item.sent ? t("waiting.sent") : formats.dateTime(item.atMs)}</span>
          </div>
          <p className={styles.mine}>
            {shownFields(Object.keys(item.mine)).map((field) => {
              const value = words.value(item.kind, field, item.mine[field]);
              return value === null && item.op === "create" ? null : (
                <span key={field}>
                  <span className={styles.quiet}>{words.name(item.kind, field)}</span> {value ?? t("waiting.emptied")}
                </span>
              );
            })}
          </p>
        </article>
      ))}
      {total > items.length && <p className={styles.intro}>{t("waiting.more", { count: total - items.length })}</p>}
    </ListSection>
  );
}

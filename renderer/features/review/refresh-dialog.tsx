import type { ReactNode } from "react";
import { useState } from "react";
import { valueText } from "../../../shared/domain/review/compose/value-text.ts";
import type { ReviewValue } from "../../../shared/domain/review/model/review-question.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { useText } from "../../ui/text.ts";
import styles from "./dialogs.module.css";
import type { Builder } from "./use-builder.ts";
import { useNumberWords } from "./use-number-words.ts";
import { useRefresh } from "./use-refresh.ts";
import type { Stale } from "./use-staleness.ts";

interface RefreshProps {
  readonly builder: Builder;
  readonly stale: Stale;
  readonly onClose: () => void;
}

/** What would change with rows of now, number by number; taking them keeps the old ones under a version. */
export function RefreshDialog({ builder, stale, onClose }: RefreshProps): ReactNode {
  const t = useText("reviewBuilder");
  const common = useText("common");
  const refresh = useRefresh(builder, stale);
  const { locale, snapshot, nameOf } = builder;
  const words = useNumberWords(snapshot);
  const [busy, setBusy] = useState(false);
  const text = (value: ReviewValue): string => (value.value === null ? t("value.none") : valueText(value, locale, snapshot.timeZone));
  const take = async (): Promise<void> => {
    setBusy(true);
    await refresh();
    onClose();
  };
  return (
    <Dialog
      open
      title={t("refresh")}
      onClose={onClose}
      width={760}
      actions={
        <>
          <Button variant="ghost" onClick={onClose}>
            {common("action.cancel")}
          </Button>
          <Button variant="solid" disabled={busy} data-autofocus onClick={() => void take()}>
            {t("refresh.take")}
          </Button>
        </>
      }
    >
      <p>{t("refresh.says", { id: snapshot.id })}</p>
      {stale.changes.length === 0 ? (
        <p>{t("refresh.same")}</p>
      ) : (
        <div className={styles.scroll} tabIndex={0} role="group" aria-label={t("refresh.changes")}>
          <table className={styles.table}>
            <thead>
              <tr>
                <th>{t("data.metric")}</th>
                <th>{t("data.scope")}</th>
                <th data-end>{t("refresh.from")}</th>
                <th data-end>{t("refresh.to")}</th>
                <th>{t("refresh.in")}</th>
              </tr>
            </thead>
            <tbody>
              {stale.changes.map(({ key, question, from, to, sections }) => (
                <tr key={key}>
                  <td>{words.metric(question.metric)}</td>
                  <td>{words.scope(question)}</td>
                  <td data-end>{text(from)}</td>
                  <td data-end>{text(to)}</td>
                  <td>{sections.map((section) => nameOf(section)).join(locale === "en" ? ", " : "、")}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Dialog>
  );
}

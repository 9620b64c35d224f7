import type { ReactNode } from "react";
import { useMemo, useState } from "react";
import type { RecordOf } from "../../../shared/domain/kinds.ts";
import { sectionOrder } from "../../../shared/domain/review/model/section-order.ts";
import { newRecordId } from "../../data/new-record-id.ts";
import { restoreVersion } from "../../data/review/review-edits.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { useFormats } from "../../ui/formats.ts";
import { useText } from "../../ui/text.ts";
import { DiffText } from "./diff-text.tsx";
import styles from "./dialogs.module.css";
import type { Builder } from "./use-builder.ts";
import { useReviewEdit } from "./use-review-edit.ts";
import { type ReviewState, type VersionChange, versionChanges } from "./version-changes.ts";

/** Every version that was kept, and what lies between the chosen one and now. */
export function VersionsDialog({ builder, onClose }: { readonly builder: Builder; readonly onClose: () => void }): ReactNode {
  const t = useText("reviewBuilder");
  const common = useText("common");
  const formats = useFormats();
  const run = useReviewEdit();
  const { work, nameOf } = builder;
  const { review, versions, sections } = work;
  const [chosenId, choose] = useState(versions[0]?.id ?? "");
  const chosen = versions.find(({ id }) => id === chosenId);
  const changes = useMemo(() => {
    const stateOf = (one: ReviewState): ReviewState => ({ ...one, order: [...sectionOrder({ kind: review.kind, order: one.order })] });
    return chosen === undefined ? [] : versionChanges(stateOf(chosen), stateOf({ ...review, sections: [...sections] }));
  }, [chosen, review, sections]);
  const restore = (version: RecordOf<"reviewVersion">): void => {
    const wish = {
      id: newRecordId("rvv"),
      authorId: work.userId ?? review.ownerId,
      nowMs: Date.now(),
      label: t("version.before", { number: version.number }),
    };
    void run(restoreVersion(work, version, wish), t("version.restored", { number: version.number }));
    onClose();
  };
  return (
    <Dialog
      open
      title={t("version.compare")}
      onClose={onClose}
      width={820}
      actions={
        <>
          <Button variant="ghost" onClick={onClose}>
            {common("action.close")}
          </Button>
          <Button
            variant="solid"
            disabled={chosen === undefined || changes.length === 0}
            onClick={() => chosen !== undefined && restore(chosen)}
          >
            {t("version.restore")}
          </Button>
        </>
      }
    >
      <div className={styles.versions}>
        <ol className={styles.versionList} aria-label={t("version.list")}>
          {versions.map((version, index) => (
            <li key={version.id}>
              <button
                type="button"
                data-autofocus={index === 0 || undefined}
                aria-pressed={version.id === chosenId}
                onClick={() => choose(version.id)}
              >
                <b>{version.label === null ? t("version.number", { number: version.number }) : `${version.number} · ${version.label}`}</b>
                <span>
                  {formats.dateTime(Date.parse(version.at))} ·{" "}
                  {work.colleagues.find(({ id }) => id === version.authorId)?.name ?? t("comment.somebody")}
                </span>
                <span>{[version.snapshotId, ...version.exports.map(({ format }) => format.toUpperCase())].join(" · ")}</span>
              </button>
            </li>
          ))}
        </ol>
        <section className={styles.changes} aria-label={t("version.changes")} tabIndex={0}>
          <h3>{t("version.changes")}</h3>
          {changes.length === 0 && <p>{t("version.same")}</p>}
          <ul>
            {changes.map((change) => (
              <li key={JSON.stringify(change).slice(0, 200)}>
                <Change change={change} nameOf={nameOf} />
              </li>
            ))}
          </ul>
        </section>
      </div>
    </Dialog>
  );
}

function Change({ change, nameOf }: { readonly change: VersionChange; readonly nameOf: (section: string) => string }): ReactNode {
  const t = useText("reviewBuilder");
  switch (change.type) {
    case "snapshot":
      return t("change.snapshot", { from: change.from, to: change.to });
    case "audience":
      return t("change.audience", { name: nameOf(change.section), to: t(`audience.${change.to}`) });
    case "text":
      return (
        <>
          {t("change.text", {
            name: nameOf(change.section),
            field: t(`field.${change.field.startsWith("title") ? "title" : change.field.startsWith("body") ? "body" : "notes"}`),
            language: t(`language.${change.field.endsWith("Zh") ? "zh-CN" : "en"}`),
          })}
          <DiffText parts={change.parts} locale={change.field.endsWith("Zh") ? "zh-CN" : "en"} />
        </>
      );
    default:
      return t(`change.${change.type}`, { name: nameOf(change.section) });
  }
}

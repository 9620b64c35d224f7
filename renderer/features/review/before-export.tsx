import type { ReactNode } from "react";
import type { ReviewFinding } from "../../../shared/domain/review/check/check-review.ts";
import { acknowledge } from "../../data/review/review-edits.ts";
import { Button } from "../../ui/button.tsx";
import { Kbd } from "../../ui/kbd.tsx";
import { StateMark } from "../../ui/state-mark.tsx";
import { useText } from "../../ui/text.ts";
import { findingWords } from "./finding-words.ts";
import type { Findings } from "./findings.ts";
import styles from "./outline.module.css";
import type { OverflowHint } from "./overflow-hints.ts";
import { useBind } from "./use-bind.ts";
import type { Builder } from "./use-builder.ts";
import { useReviewEdit } from "./use-review-edit.ts";

interface BeforeProps {
  readonly builder: Builder;
  readonly findings: Findings;
  /** Sections with newer data. */
  readonly stale: number;
  readonly hints: readonly OverflowHint[];
  readonly onFinding: (finding: ReviewFinding) => void;
  readonly onStale: () => void;
}

/** What is to be looked at before the review leaves the laptop: each leads to its place, and what is right may stand. */
export function BeforeExport({ builder, findings, stale, hints, onFinding, onStale }: BeforeProps): ReactNode {
  const t = useText("reviewBuilder");
  const stand = useStand(builder);
  const bind = useBind(builder);
  const again = (): void => {
    for (const one of findings.acknowledged) stand(one, false);
  };
  return (
    <section className={styles.before} aria-label={t("before")}>
      <h2>
        {t("before")} {findings.open.length > 0 && <Kbd keys="f" />}
      </h2>
      <ul>
        {findings.open.map((one) => (
          <li key={one.id} className={styles.finding}>
            <button type="button" onClick={() => onFinding(one)}>
              <StateMark state={one.kind === "contradiction" ? "critical" : "risk"} label={findingWords(one, t, builder.nameOf)} />
            </button>
            {one.kind === "literal_number" && one.key !== null && (
              <Button size="small" variant="ghost" onClick={() => bind(one)}>
                {t("finding.bind")}
              </Button>
            )}
            <Button size="small" variant="ghost" onClick={() => stand(one, true)}>
              {t("finding.stand")}
            </Button>
          </li>
        ))}
        {stale > 0 && (
          <li className={styles.finding}>
            <button type="button" onClick={onStale}>
              <StateMark state="watch" label={t("before.stale", { count: stale })} />
            </button>
          </li>
        )}
        {hints.map((hint) => (
          <li key={`${hint.type} ${hint.section}`} className={styles.finding}>
            <button type="button" onClick={() => builder.go(hint.section)}>
              <StateMark
                state="watch"
                label={
                  hint.type === "pages"
                    ? t("hint.pages", { name: builder.nameOf(hint.section), count: hint.pages })
                    : t("hint.title", { name: builder.nameOf(hint.section), size: hint.fontPt })
                }
              />
            </button>
          </li>
        ))}
        {findings.acknowledged.length > 0 && (
          <li className={styles.finding}>
            <button type="button" onClick={again} title={t("finding.again")}>
              <StateMark state="unknown" label={t("before.seen", { count: findings.acknowledged.length })} />
            </button>
          </li>
        )}
        <li className={styles.finding}>
          <StateMark state="good" label={t("before.bound", { count: builder.bound })} />
        </li>
      </ul>
    </section>
  );
}

/** Lets a finding stand, or asks about it again; both can be undone. */
function useStand(builder: Builder): (finding: ReviewFinding, stands: boolean) => void {
  const t = useText("reviewBuilder");
  const run = useReviewEdit();
  const { work, nameOf } = builder;
  return (finding, stands) => {
    const record = work.sections.find(({ section }) => section === finding.section) ?? null;
    const said = stands ? t("finding.stands", { text: findingWords(finding, t, nameOf) }) : t("finding.asked");
    void run(acknowledge(work.review, finding.section, record, [finding.id], stands), said);
  };
}

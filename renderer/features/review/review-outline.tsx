import { EyeOff, Lock, MessageSquare, Plus } from "lucide-react";
import type { DragEvent, ReactNode } from "react";
import type { ReviewFinding } from "../../../shared/domain/review/check/check-review.ts";
import { useState } from "react";
import { cx } from "../../ui/cx.ts";
import { IconButton } from "../../ui/icon-button.tsx";
import { StateMark } from "../../ui/state-mark.tsx";
import { useText } from "../../ui/text.ts";
import { BeforeExport } from "./before-export.tsx";
import type { Findings } from "./findings.ts";
import { outlineLines } from "./outline-lines.ts";
import styles from "./outline.module.css";
import type { OverflowHint } from "./overflow-hints.ts";
import type { Builder } from "./use-builder.ts";

interface OutlineProps {
  readonly builder: Builder;
  readonly findings: Findings;
  readonly stale: ReadonlySet<string>;
  /** Open comments by section. */
  readonly comments: ReadonlyMap<string, number>;
  /** What does not fit well on its slides. */
  readonly hints: readonly OverflowHint[];
  readonly onAdd: () => void;
  /** Puts a section at another place, 0 = first. */
  readonly onMove: (section: string, to: number) => void;
  readonly onFinding: (finding: ReviewFinding) => void;
  readonly onStale: () => void;
}

/** Sections in order with how each stands, and below what is to be looked at before it leaves the laptop. Dragging moves a section. */
export function ReviewOutline({ builder, findings, stale, comments, hints, onAdd, onMove, onFinding, onStale }: OutlineProps): ReactNode {
  const t = useText("reviewBuilder");
  const { work, order, at, go, nameOf } = builder;
  const [dragged, setDragged] = useState<string | null>(null);
  const [over, setOver] = useState<string | null>(null);
  const drop = (event: DragEvent, section: string): void => {
    event.preventDefault();
    if (dragged !== null && dragged !== section) onMove(dragged, order.indexOf(section));
    setDragged(null);
    setOver(null);
  };
  return (
    <nav className={styles.outline} aria-label={t("outline")}>
      <div className={styles.head}>
        <h2>{t("outline")}</h2>
        <span className={styles.count}>{order.length}</span>
        <IconButton size="small" label={t("section.add")} icon={<Plus size={14} aria-hidden="true" />} onClick={onAdd} />
      </div>
      <ol className={styles.lines}>
        {outlineLines(order, work.review.hidden, work.sections).map(({ id, number, internal }) => (
          <li key={id} className={cx(over === id && dragged !== id && styles.over)} aria-current={id === at ? "step" : undefined}>
            <button
              type="button"
              draggable
              className={cx(styles.line, number === null && styles.hidden)}
              onClick={() => go(id)}
              onDragStart={() => setDragged(id)}
              onDragOver={(event) => {
                event.preventDefault();
                setOver(id);
              }}
              onDrop={(event) => drop(event, id)}
              onDragEnd={() => {
                setDragged(null);
                setOver(null);
              }}
            >
              <span className={styles.number}>{number ?? "–"}</span>
              <span className={styles.name}>{nameOf(id)}</span>
              {internal && (
                <span className={styles.talk}>
                  <Lock size={12} aria-hidden="true" /> {t("audience.internal")}
                </span>
              )}
              <LineMark id={id} hidden={number === null} findings={findings} stale={stale.has(id)} comments={comments.get(id) ?? 0} />
            </button>
          </li>
        ))}
      </ol>
      <BeforeExport builder={builder} findings={findings} stale={stale.size} hints={hints} onFinding={onFinding} onStale={onStale} />
    </nav>
  );
}

interface MarkProps {
  readonly id: string;
  readonly hidden: boolean;
  readonly findings: Findings;
  readonly stale: boolean;
  readonly comments: number;
}

/** The gravest of what is to be said of a section: hidden, contradicts, has typed numbers, stale, talked about. */
function LineMark({ id, hidden, findings, stale, comments }: MarkProps): ReactNode {
  const t = useText("reviewBuilder");
  if (hidden) return <EyeOff size={14} role="img" aria-label={t("section.hidden")} />;
  const state = findings.stateOf(id);
  if (state === "conflict") return <StateMark state="critical" label={t("mark.conflict")} />;
  if (state === "blocked") return <StateMark state="risk" label={t("mark.blocked")} />;
  if (stale) return <StateMark state="watch" label={t("mark.stale")} />;
  if (comments > 0) {
    return (
      <span className={styles.talk}>
        <MessageSquare size={12} role="img" aria-label={t("comments.open", { count: comments })} /> {comments}
      </span>
    );
  }
  return null;
}

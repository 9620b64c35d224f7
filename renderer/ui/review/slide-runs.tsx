import { createContext, type KeyboardEvent, type ReactNode, useContext } from "react";
import type { Run } from "../../../shared/domain/review/compose/review-document.ts";
import { isUnbroken } from "../../../shared/domain/review/layout/text-block.ts";
import type { ReviewKey } from "../../../shared/domain/review/model/review-question.ts";
import { cx } from "../cx.ts";
import styles from "./slide-view.module.css";

interface ValueChoice {
  readonly selected: ReviewKey | null;
  readonly onValue: ((key: ReviewKey) => void) | null;
}

/** Which value of a slide is explained, and what a click on one does. */
export const ValueChoiceContext = createContext<ValueChoice>({ selected: null, onValue: null });

export interface ValueProps {
  readonly role?: "button";
  readonly tabIndex?: 0;
  readonly "aria-pressed"?: boolean;
  readonly onClick?: () => void;
  readonly onKeyDown?: (event: KeyboardEvent) => void;
}

/** What makes an element answer for a value; a button would not break over lines. */
export function useValueProps(key: ReviewKey | null): { readonly selected: boolean; readonly props: ValueProps } {
  const { selected, onValue } = useContext(ValueChoiceContext);
  if (key === null || onValue === null) return { selected: key !== null && key === selected, props: {} };
  const act = (): void => onValue(key);
  return {
    selected: key === selected,
    props: {
      role: "button",
      tabIndex: 0,
      "aria-pressed": key === selected,
      onClick: act,
      onKeyDown: (event) => {
        if (event.key !== "Enter" && event.key !== " ") return;
        event.preventDefault();
        event.stopPropagation();
        act();
      },
    },
  };
}

/** Text in which bound values are marked. */
export function Runs({ runs }: { readonly runs: readonly Run[] }): ReactNode {
  return runs.map((run, index) => <RunView key={index} run={run} />);
}

function RunView({ run }: { readonly run: Run }): ReactNode {
  const { selected, props } = useValueProps(run.key);
  if (run.key === null && !run.bold && !run.italic) return run.text;
  return (
    <span
      className={cx(
        run.key !== null && styles.value,
        isUnbroken(run) && styles.unbroken,
        selected && styles.selected,
        run.bold && styles.bold,
        run.italic && styles.italic,
      )}
      {...props}
    >
      {run.text}
    </span>
  );
}

import { useRef, type ReactNode } from "react";
import { cx } from "../../../ui/cx.ts";
import { StateShape } from "../../../ui/state-mark.tsx";
import { useText } from "../../../ui/text.ts";
import { TextArea } from "../../../ui/text-field.tsx";
import { faultLines, lineRange, type DraftFault } from "./policy-draft.ts";
import { faultText, placeText } from "./policy-words.ts";
import styles from "./sla-policies.module.css";

interface PolicyTextViewProps {
  readonly text: string;
  readonly faults: readonly DraftFault[];
  /** null = it can only be read. */
  readonly onChange: ((text: string) => void) | null;
}

/** The whole policy as text with its lines numbered; a fault leads to its line. */
export function PolicyTextView({ text, faults, onChange }: PolicyTextViewProps): ReactNode {
  const t = useText("slaPolicies");
  const area = useRef<HTMLTextAreaElement>(null);
  const lines = text.split("\n");
  const wrong = faultLines(faults);
  const go = (line: number): void => {
    const element = area.current;
    if (element === null) return;
    element.focus();
    element.setSelectionRange(...lineRange(text, line));
    element.parentElement?.scrollTo({ top: (line - 4) * (element.scrollHeight / lines.length) });
  };
  return (
    <>
      {faults.length > 0 && (
        <ul className={styles.faults} aria-label={t("faults")}>
          {faults.map((fault) => (
            <li key={`${fault.code} ${placeText(fault.path)}`}>
              <button type="button" className={styles.faultLink} onClick={() => go(fault.line ?? 1)}>
                <StateShape state="critical" /> {t("fault.line", { line: fault.line ?? 1, fault: faultText(fault, t) })}
              </button>{" "}
              <code>{placeText(fault.path)}</code>
            </li>
          ))}
        </ul>
      )}
      <div className={styles.code}>
        <ol aria-hidden="true">
          {lines.map((_, i) => (
            // Lines have no identity but their number.
            <li key={String(i)} className={cx(wrong.has(i + 1) && styles.wrongLine)}>
              {wrong.has(i + 1) ? `▲ ${i + 1}` : i + 1}
            </li>
          ))}
        </ol>
        <TextArea
          ref={area}
          aria-label={t("text")}
          aria-invalid={faults.length > 0}
          wrap="off"
          spellCheck={false}
          rows={lines.length}
          readOnly={onChange === null}
          value={text}
          onChange={(next) => onChange?.(next)}
        />
      </div>
    </>
  );
}

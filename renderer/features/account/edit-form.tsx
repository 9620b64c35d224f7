import { useEffect, useRef, type ReactNode } from "react";
import { Button } from "../../ui/button.tsx";
import { useText } from "../../ui/text.ts";
import styles from "./account.module.css";

interface EditFormProps {
  readonly label: string;
  /** Every field is accepted. */
  readonly usable: boolean;
  readonly changed: boolean;
  readonly onSave: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** Fields edited where they stand: Ctrl+Enter or the button saves, Esc leaves everything as it was, and the focus goes back. */
export function EditForm({ label, usable, changed, onSave, onClose, children }: EditFormProps): ReactNode {
  const common = useText("common");
  const form = useRef<HTMLFormElement>(null);
  const save = (): void => {
    if (!changed) onClose();
    else if (usable) onSave();
  };
  const latest = useRef({ save, onClose });
  useEffect(() => {
    latest.current = { save, onClose };
  });
  useEffect(() => {
    const here = form.current;
    const before = document.activeElement;
    const onKeyDown = (event: KeyboardEvent): void => {
      const saves = event.key === "Enter" && (event.ctrlKey || event.metaKey);
      if (!saves && event.key !== "Escape") return;
      // The keys of the page behind must not act too.
      event.stopPropagation();
      event.preventDefault();
      if (saves) latest.current.save();
      else latest.current.onClose();
    };
    here?.addEventListener("keydown", onKeyDown);
    here?.querySelector<HTMLElement>("[data-autofocus], input, select, textarea")?.focus();
    return () => {
      here?.removeEventListener("keydown", onKeyDown);
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  return (
    <form
      ref={form}
      className={styles.form}
      aria-label={label}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      {children}
      <div className={styles.formActions}>
        <Button type="submit" variant="solid" disabled={!usable} keyHint="mod+Enter">
          {common("action.save")}
        </Button>
        <Button variant="ghost" onClick={onClose} keyHint="Escape">
          {common("action.cancel")}
        </Button>
      </div>
    </form>
  );
}

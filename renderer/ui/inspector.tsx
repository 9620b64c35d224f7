import { X } from "lucide-react";
import type { ReactNode } from "react";
import { IconButton } from "./icon-button.tsx";
import styles from "./inspector.module.css";
import { useKeys } from "./keys.ts";
import { useText } from "./text.ts";

/** A list or page with an inspector at the right that opens without losing it. `inspector` null = closed. */
export function SplitView({ children, inspector }: { readonly children: ReactNode; readonly inspector: ReactNode | null }): ReactNode {
  return (
    <div className={styles.split}>
      <div className={styles.main}>{children}</div>
      {inspector}
    </div>
  );
}

export interface InspectorProps {
  /** Marks and name in the 40 px head line. */
  readonly title: ReactNode;
  /** What the panel is about, read out. */
  readonly label: string;
  /** In grey before the close button. */
  readonly meta?: ReactNode;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** The panel at the right, 368 px. Esc closes it. */
export function Inspector({ title, label, meta, onClose, children }: InspectorProps): ReactNode {
  const t = useText("common");
  useKeys([{ keys: "Escape", label: t("action.close"), group: "screen", run: onClose }]);
  return (
    <aside className={styles.inspector} aria-label={label}>
      <div className={styles.head}>
        <div className={styles.title}>{title}</div>
        {meta !== undefined && <span className={styles.meta}>{meta}</span>}
        <IconButton label={t("action.close")} icon={<X size={14} aria-hidden="true" />} size="small" onClick={onClose} />
      </div>
      <div className={styles.scroll} tabIndex={0} role="group" aria-label={label}>
        {children}
      </div>
    </aside>
  );
}

export interface InspectorSectionProps {
  readonly title?: ReactNode;
  /** In grey at the right of the title. */
  readonly meta?: ReactNode;
  readonly children: ReactNode;
}

/** A part of an inspector, with a hairline below it. */
export function InspectorSection({ title, meta, children }: InspectorSectionProps): ReactNode {
  return (
    <section className={styles.section}>
      {title !== undefined && (
        <div className={styles.sectionHead}>
          <h2>{title}</h2>
          {meta !== undefined && <span className={styles.meta}>{meta}</span>}
        </div>
      )}
      {children}
    </section>
  );
}

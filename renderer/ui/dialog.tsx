import { Modal } from "@mantine/core";
import { useEffect, type ReactNode } from "react";
import styles from "./dialog.module.css";
import { useText } from "./text.ts";

export interface DialogProps {
  readonly open: boolean;
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
  /** Buttons at the bottom right, the next action last. */
  readonly actions?: ReactNode;
  /** Width in px; 480 by default. */
  readonly width?: number;
}

/** A question in front of the window: the focus stays inside, Esc closes, the focus goes back to where it was. */
export function Dialog({ open, title, onClose, children, actions, width = 480 }: DialogProps): ReactNode {
  const t = useText("common");
  useEffect(() => {
    if (!open) return undefined;
    const before = document.activeElement;
    return () => {
      // A dialog that is taken away whole gives nothing back by itself; what took the focus on purpose meanwhile keeps it.
      const lost = document.activeElement === null || document.activeElement === document.body;
      if (lost && before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, [open]);
  return (
    <Modal
      opened={open}
      onClose={onClose}
      title={title}
      size={width}
      centered
      lockScroll={false}
      transitionProps={{ duration: 0 }}
      closeButtonProps={{ "aria-label": t("action.close") }}
      classNames={{
        overlay: styles.overlay,
        inner: styles.inner,
        content: styles.content,
        header: styles.header,
        title: styles.title,
        close: styles.close,
        body: styles.body,
      }}
    >
      <div className={styles.text}>{children}</div>
      {actions !== undefined && <div className={styles.actions}>{actions}</div>}
    </Modal>
  );
}

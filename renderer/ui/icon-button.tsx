import type { ReactNode, Ref } from "react";
import { cx } from "./cx.ts";
import styles from "./icon-button.module.css";

export interface IconButtonProps {
  /** What it does: read out, and shown on hover. */
  readonly label: string;
  readonly icon: ReactNode;
  readonly onClick?: () => void;
  readonly disabled?: boolean;
  readonly pressed?: boolean;
  readonly size?: "normal" | "small";
  readonly ref?: Ref<HTMLButtonElement>;
  readonly "aria-haspopup"?: "menu" | "dialog";
  readonly "aria-expanded"?: boolean;
}

export function IconButton({ label, icon, pressed, size = "normal", ...rest }: IconButtonProps): ReactNode {
  return (
    <button {...rest} type="button" aria-label={label} title={label} aria-pressed={pressed} className={cx(styles.button, styles[size])}>
      {icon}
    </button>
  );
}

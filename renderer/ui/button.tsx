import type { ReactNode, Ref } from "react";
import styles from "./button.module.css";
import { cx } from "./cx.ts";
import { Kbd } from "./kbd.tsx";

export interface ButtonProps {
  readonly children: ReactNode;
  /** `solid` = the one next action of a screen: never two. `outline` is the ordinary one, `ghost` sits in tool bars, `link` in rows. */
  readonly variant?: "solid" | "outline" | "ghost" | "link";
  readonly size?: "normal" | "small";
  /** An icon of 14 px before the words. */
  readonly icon?: ReactNode;
  /** The key that does the same, shown inside. The screen binds it with `useKeys`. */
  readonly keyHint?: string;
  readonly type?: "button" | "submit";
  readonly disabled?: boolean;
  /** For what cannot be undone. */
  readonly danger?: boolean;
  /** A switch that is on (true) or off (false). */
  readonly pressed?: boolean;
  readonly onClick?: () => void;
  readonly ref?: Ref<HTMLButtonElement>;
  /** Has the focus when its dialog opens. */
  readonly "data-autofocus"?: boolean;
  readonly "aria-label"?: string;
  readonly "aria-haspopup"?: "menu" | "dialog" | "listbox";
  readonly "aria-expanded"?: boolean;
}

export function Button({
  children,
  variant = "outline",
  size = "normal",
  icon,
  keyHint,
  type = "button",
  danger,
  pressed,
  ...rest
}: ButtonProps): ReactNode {
  return (
    <button
      {...rest}
      type={type}
      aria-pressed={pressed}
      aria-keyshortcuts={keyHint}
      className={cx(styles.button, styles[variant], styles[size], danger === true && styles.danger)}
    >
      {icon !== undefined && <span className={styles.icon}>{icon}</span>}
      <span className={styles.label}>{children}</span>
      {keyHint !== undefined && <Kbd keys={keyHint} />}
    </button>
  );
}

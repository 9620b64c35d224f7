import type { ReactNode } from "react";
import styles from "./kbd.module.css";

const isMac = /Mac/.test(navigator.userAgent);
const names: Readonly<Record<string, string>> = {
  mod: isMac ? "⌘" : "Ctrl",
  alt: isMac ? "⌥" : "Alt",
  shift: "⇧",
  Enter: "↵",
  Escape: "Esc",
  ArrowUp: "↑",
  ArrowDown: "↓",
  ArrowLeft: "←",
  ArrowRight: "→",
  Space: "␣",
};

/** A key as it is printed: `Ctrl K`, `G then A` as `G A`. Decoration: the control itself carries `aria-keyshortcuts`. */
export function Kbd({ keys }: { readonly keys: string }): ReactNode {
  const parts = keys.split(/[+ ]/).filter(Boolean);
  return (
    <kbd className={styles.kbd} aria-hidden="true">
      {parts.map((part) => names[part] ?? (part.length === 1 ? part.toUpperCase() : part)).join(" ")}
    </kbd>
  );
}

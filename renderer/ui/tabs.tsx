import type { KeyboardEvent, ReactNode } from "react";
import { useRef } from "react";
import { cx } from "./cx.ts";
import styles from "./tabs.module.css";

export interface TabItem<Id extends string> {
  readonly id: Id;
  readonly label: string;
  /** Shown in grey after the label; undefined = none. */
  readonly count?: number | undefined;
}

export interface TabsProps<Id extends string> {
  /** What the tabs choose, read out. */
  readonly label: string;
  readonly items: readonly TabItem<Id>[];
  readonly value: Id;
  readonly onChange: (id: Id) => void;
  /** `pill` for views and filters in a bar, `underline` for the parts of a page (36 px). */
  readonly variant?: "pill" | "underline";
}

/** Arrow keys move between tabs and choose at once, Home and End go to the ends. */
export function Tabs<Id extends string>({ label, items, value, onChange, variant = "pill" }: TabsProps<Id>): ReactNode {
  const list = useRef<HTMLDivElement>(null);
  const onKeyDown = (event: KeyboardEvent): void => {
    const here = items.findIndex((item) => item.id === value);
    const next =
      event.key === "ArrowRight"
        ? here + 1
        : event.key === "ArrowLeft"
          ? here - 1
          : event.key === "Home"
            ? 0
            : event.key === "End"
              ? items.length - 1
              : null;
    if (next === null) return;
    event.preventDefault();
    const index = (next + items.length) % items.length;
    const item = items[index];
    if (item === undefined) return;
    onChange(item.id);
    list.current?.querySelectorAll<HTMLButtonElement>("[role=tab]")[index]?.focus();
  };
  return (
    <div ref={list} role="tablist" aria-label={label} className={cx(styles.tabs, styles[variant])} onKeyDown={onKeyDown}>
      {items.map((item) => (
        <button
          key={item.id}
          type="button"
          role="tab"
          aria-selected={item.id === value}
          tabIndex={item.id === value ? 0 : -1}
          className={styles.tab}
          onClick={() => onChange(item.id)}
        >
          {item.label}
          {item.count !== undefined && <span className={styles.count}>{item.count}</span>}
        </button>
      ))}
    </div>
  );
}

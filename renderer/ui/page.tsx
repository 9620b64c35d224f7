import type { ReactNode } from "react";
import { Search } from "lucide-react";
import { useFormats } from "./formats.ts";
import { Kbd } from "./kbd.tsx";
import { useNow } from "./now.ts";
import styles from "./page.module.css";
import { usePrinting } from "./printing.ts";
import { useShell } from "./shell-context.ts";
import { useText } from "./text.ts";

/** A screen from the title bar down: the header, then whatever fills the rest. */
export function Page({ header, children }: { readonly header: ReactNode; readonly children: ReactNode }): ReactNode {
  return (
    <div className={styles.page}>
      <PrintLine />
      {header}
      <div className={styles.body}>{children}</div>
    </div>
  );
}

/** On paper alone: what it is from, and of when. */
function PrintLine(): ReactNode {
  const t = useText("common");
  const formats = useFormats();
  const printing = usePrinting();
  const now = useNow("minute");
  if (!printing) return null;
  return <p className={styles.printLine}>{t("print.asOf", { time: `${formats.dateTime(now, formats.zone)} ${formats.zone}` })}</p>;
}

export interface PageHeaderProps {
  /** Where the page belongs, before the title, e.g. a link to the list. */
  readonly parent?: ReactNode;
  readonly title: ReactNode;
  /** A count or date in grey after the title. */
  readonly detail?: ReactNode;
  /** Marks after the title: state, severity. */
  readonly marks?: ReactNode;
  /** Saved views or tabs of the screen. */
  readonly views?: ReactNode;
  /** At the right, after the search box; at most one of them solid. */
  readonly actions?: ReactNode;
  /** At the right, before the search box, e.g. `8 of 60` with its keys. */
  readonly position?: ReactNode;
  /** The search box of the palette (default): a bar that is full of its own leaves it to its key. */
  readonly withSearch?: boolean;
}

/** The title bar, 44 px: title, count, views, the search box of the palette, actions. */
export function PageHeader({ parent, title, detail, marks, views, actions, position, withSearch = true }: PageHeaderProps): ReactNode {
  const t = useText("common");
  const { openPalette } = useShell();
  return (
    <header className={styles.header}>
      {parent !== undefined && (
        <span className={styles.parent}>
          {parent}
          <span aria-hidden="true" className={styles.chevron}>
            ›
          </span>
        </span>
      )}
      <h1 className={styles.title}>{title}</h1>
      {detail !== undefined && <span className={styles.detail}>{detail}</span>}
      {marks}
      <div className={styles.views}>{views}</div>
      {position !== undefined && <span className={styles.position}>{position}</span>}
      {withSearch && (
        <button type="button" className={styles.search} onClick={openPalette} aria-keyshortcuts="Control+K" aria-haspopup="dialog">
          <Search size={14} aria-hidden="true" />
          <span className={styles.searchText}>{t("search.placeholder")}</span>
          <Kbd keys="mod+k" />
        </button>
      )}
      {actions}
    </header>
  );
}

/** The line below the title bar, 40 px: filters at the left, grouping, order and columns at the right. */
export function ToolBar({
  label,
  children,
  end,
}: {
  readonly label: string;
  readonly children: ReactNode;
  readonly end?: ReactNode;
}): ReactNode {
  return (
    <div role="toolbar" aria-label={label} className={styles.toolBar}>
      {children}
      <div className={styles.end}>{end}</div>
    </div>
  );
}

export interface Fact {
  readonly label: string;
  readonly value: ReactNode;
  /** More on hover, e.g. the reader's own time. */
  readonly title?: string;
}

/** Facts in a row, 36 px: grey label, dark value. */
export function FactLine({ facts, end }: { readonly facts: readonly Fact[]; readonly end?: ReactNode }): ReactNode {
  return (
    <div className={styles.factLine}>
      <dl className={styles.facts}>
        {facts.map((fact) => (
          <div key={fact.label} className={styles.fact} title={fact.title}>
            <dt>{fact.label}</dt>
            <dd>{fact.value}</dd>
          </div>
        ))}
      </dl>
      {end !== undefined && <div className={styles.end}>{end}</div>}
    </div>
  );
}

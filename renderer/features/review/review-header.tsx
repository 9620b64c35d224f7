import { ArrowLeftRight, ChevronDown, Lock, Play, Presentation, RefreshCw } from "lucide-react";
import type { ReactNode } from "react";
import { periodWords } from "../../../shared/domain/review/compose/period-words.ts";
import { Button } from "../../ui/button.tsx";
import { Chip } from "../../ui/chip.tsx";
import { useFormats } from "../../ui/formats.ts";
import { Link } from "../../ui/link.tsx";
import { Menu, type MenuItem } from "../../ui/menu.tsx";
import { PageHeader } from "../../ui/page.tsx";
import { StateMark, StateShape } from "../../ui/state-mark.tsx";
import { useLanguage, useText } from "../../ui/text.ts";
import styles from "./review.module.css";
import type { Builder } from "./use-builder.ts";

export interface HeaderActions {
  readonly onPresent: () => void;
  readonly onExport: () => void;
  readonly onStale: () => void;
  readonly onSaveVersion: () => void;
  readonly onVersions: () => void;
  readonly onRefresh: () => void;
}

interface HeaderProps extends HeaderActions {
  readonly builder: Builder;
  /** Sections whose rows have changed since the snapshot. */
  readonly staleSections: number;
  /** Findings that keep it from being exported. */
  readonly blocking: number;
}

/** What review it is, by which rows, and what can be done with the whole of it. */
export function ReviewHeader({ builder, staleSections, blocking, ...on }: HeaderProps): ReactNode {
  const t = useText("reviewBuilder");
  const formats = useFormats();
  const language = useLanguage();
  const { work, snapshot, locale, switchLocale } = builder;
  const { versions } = work;
  const [newest] = versions;
  const items: readonly MenuItem[] = [
    { type: "item", id: "save", label: t("version.save"), keyHint: "s", onSelect: on.onSaveVersion },
    { type: "item", id: "compare", label: t("version.compare"), keyHint: "u", disabled: versions.length === 0, onSelect: on.onVersions },
    { type: "divider", id: "divider" },
    {
      type: "item",
      id: "refresh",
      label: t("refresh"),
      icon: <RefreshCw size={14} aria-hidden="true" />,
      keyHint: "r",
      onSelect: on.onRefresh,
    },
  ];
  return (
    <PageHeader
      withSearch={false}
      parent={
        <>
          <Presentation size={14} aria-hidden="true" />
          <Link route={{ screen: "reviews" }} quiet>
            {t("title")}
          </Link>
        </>
      }
      title={`${work.account.name} · ${periodWords(snapshot.kind, snapshot.period, "q", language)}`}
      marks={
        <>
          <span className={styles.snapshot} title={t("snapshot.title", { digest: snapshot.digest.slice(0, 16), zone: snapshot.timeZone })}>
            <Chip icon={<Lock size={12} aria-hidden="true" />}>
              {t("snapshot")} <b>{snapshot.id}</b> {formats.dateTime(snapshot.takenMs, snapshot.timeZone)}
            </Chip>
          </span>
          {staleSections > 0 && (
            <button type="button" className={styles.headerMark} onClick={on.onStale}>
              <StateMark state="watch" label={t("stale.count", { count: staleSections })} />
            </button>
          )}
        </>
      }
      actions={
        <>
          <Menu
            align="end"
            items={items}
            trigger={
              <Button variant="ghost" aria-haspopup="menu">
                {newest === undefined ? t("version.none") : t("version.number", { number: newest.number })}{" "}
                <ChevronDown size={14} aria-hidden="true" />
              </Button>
            }
          />
          <Button icon={<ArrowLeftRight size={14} aria-hidden="true" />} keyHint="l" onClick={switchLocale}>
            {t(`language.${locale}`)}
          </Button>
          <Button icon={<Play size={14} aria-hidden="true" />} keyHint="p" onClick={on.onPresent}>
            {t("present")}
          </Button>
          <Button keyHint="x" onClick={on.onExport}>
            <span className={styles.export}>
              {t("export")}
              {blocking > 0 && (
                <span className={styles.blocking}>
                  <StateShape state="critical" title={t("export.blocked", { count: blocking })} /> {blocking}
                </span>
              )}
            </span>
          </Button>
        </>
      }
    />
  );
}

import type { ReactNode } from "react";
import type { Ranked } from "../../../shared/domain/today/rank.ts";
import type { TodayItem } from "../../../shared/domain/today/today-item.ts";
import type { TodayRow } from "../../data/queries/today-items.ts";
import { Button } from "../../ui/button.tsx";
import { FactList } from "../../ui/fact-list.tsx";
import { Inspector, InspectorSection } from "../../ui/inspector.tsx";
import { Link } from "../../ui/link.tsx";
import { TimeLeft } from "../../ui/live-time.tsx";
import { useNow } from "../../ui/now.ts";
import { SeverityBadge } from "../../ui/severity-badge.tsx";
import { StateMark } from "../../ui/state-mark.tsx";
import { useText } from "../../ui/text.ts";
import { dueZone, useDueTitle } from "./due-cell.tsx";
import { IncidentSections } from "./incident-sections.tsx";
import { PeakSections } from "./peak-sections.tsx";
import { SignalSections } from "./signal-sections.tsx";
import { Since } from "./today-columns.tsx";
import styles from "./today.module.css";
import {
  accountWords,
  actionWords,
  afterWords,
  backWords,
  detailWords,
  kindWords,
  messageWords,
  restWords,
  scoreWords,
} from "./today-words.ts";
import { useWords } from "./use-words.ts";

/** What can be done about an item; `ask` opens the question that comes first. */
export interface InspectorActions {
  readonly act: (item: TodayRow) => void;
  readonly open: (item: TodayRow) => void;
  readonly done: (item: TodayRow) => void;
  readonly bringBack: (item: TodayRow) => void;
  readonly makeTask: (item: TodayItem) => void;
  readonly ask: (about: "why" | "snooze" | "delegate" | "incident", item: TodayRow) => void;
}

export interface TodayInspectorProps {
  readonly item: TodayRow;
  readonly ranked: readonly Ranked<TodayRow>[];
  readonly does: InspectorActions;
  readonly onClose: () => void;
}

/** Why an item is there and stands where it does, until when by both clocks, the rows behind it, and its next step. */
export function TodayInspector({ item, ranked, does, onClose }: TodayInspectorProps): ReactNode {
  const words = useWords();
  const { t, domain } = words;
  const { accountId } = item;
  const message = messageWords(item.message, words);
  return (
    <Inspector
      label={t("inspector", { message })}
      title={
        <>
          {item.severity === null ? <StateMark state={item.state} /> : <SeverityBadge severity={item.severity} />}
          {item.detail?.key === "incident" ? item.detail.number : t(`one.${item.kind}`)}
        </>
      }
      meta={<Since item={item} />}
      onClose={onClose}
    >
      <InspectorSection>
        <h2 className={styles.title}>{message}</h2>
        <p className={styles.under}>
          {accountId === null ? (
            accountWords(item, t)
          ) : (
            <Link route={{ screen: "account", accountId, tab: "overview" }}>{accountWords(item, t)}</Link>
          )}
          {item.tier !== null && ` · ${domain(`tier.${item.tier}`)}`}
        </p>
      </InspectorSection>
      <InspectorSection>
        <Steps item={item} does={does} />
      </InspectorSection>
      <InspectorSection title={t("inspector.why")}>
        <WhyFacts item={item} ranked={ranked} onWhy={() => does.ask("why", item)} />
      </InspectorSection>
      {item.action.target.to === "incident" && <IncidentSections incidentId={item.action.target.incidentId} />}
      {item.kind === "incident" && item.action.target.to === "account" && <IncidentSections incidentId={item.records[0]?.id ?? ""} />}
      {item.kind === "peak" && <PeakSections item={item} />}
      {item.kind === "signal" && <SignalSections item={item} />}
      <InspectorSection title={t("inspector.rows")}>
        <ul className={styles.rows}>
          {item.records.map((record) => (
            <li key={`${record.kind} ${record.id}`}>
              {record.kind === "metrics" ? t("inspector.rows.metrics") : kindWords(record.kind, domain)} <code>{record.id}</code>
            </li>
          ))}
        </ul>
      </InspectorSection>
    </Inspector>
  );
}

function WhyFacts({ item, ranked, onWhy }: Pick<TodayInspectorProps, "item" | "ranked"> & { readonly onWhy: () => void }): ReactNode {
  const words = useWords();
  const { t, formats } = words;
  const nowMs = useNow("minute");
  const dueTitle = useDueTitle();
  const detail = detailWords(item.detail, words);
  const back = backWords(item, t);
  const index = ranked.findIndex((row) => row.item.id === item.id);
  const score = ranked[index]?.rank.score;
  const zone = dueZone(item, formats.zone);
  const customer = item.dueMs === null ? "" : dueTitle(item, zone);
  const yours = item.dueMs === null ? "" : dueTitle(item, formats.zone);
  return (
    <FactList
      facts={[
        { label: t("col.state"), value: <StateMark state={item.state} /> },
        ...(item.dueMs === null
          ? []
          : [
              { label: t("inspector.due.left"), value: <TimeLeft dueMs={item.dueMs} /> },
              { label: t("inspector.due.customer"), value: customer },
              { label: t("inspector.due.yours"), value: yours === customer ? t("inspector.due.same") : yours },
              { label: t(item.dueMs < nowMs ? "inspector.due.passed" : "inspector.due.after"), value: afterWords(item, t) },
            ]),
        ...(item.sinceMs === null ? [] : [{ label: t("inspector.since"), value: formats.dateTime(item.sinceMs, formats.zone, nowMs) }]),
        ...(detail === "" ? [] : [{ label: t("col.detail"), value: detail }]),
        ...(item.rest?.type === "resting" ? [{ label: t("do.snooze"), value: restWords(item, t, formats) }] : []),
        ...(back === null ? [] : [{ label: t("back.mark"), value: back }]),
        ...(score === undefined
          ? []
          : [
              {
                label: t("inspector.place"),
                value: (
                  <button type="button" className={styles.action} onClick={onWhy}>
                    {t("inspector.place.value", { place: index + 1, of: ranked.length, score: scoreWords(score, formats) })}
                  </button>
                ),
              },
            ]),
      ]}
    />
  );
}

function Steps({ item, does }: Pick<TodayInspectorProps, "item" | "does">): ReactNode {
  const { t } = useWords();
  const signals = useText("signals");
  if (item.rest?.type === "resting") {
    return (
      <div className={styles.actions}>
        <Button variant="solid" keyHint="Enter" onClick={() => does.bringBack(item)}>
          {t("do.back")}
        </Button>
        <Button keyHint="o" onClick={() => does.open(item)}>
          {t("do.open")}
        </Button>
      </div>
    );
  }
  const isTask = item.action.target.to === "task";
  return (
    <div className={styles.actions}>
      <Button variant="solid" keyHint="Enter" onClick={() => does.act(item)}>
        {actionWords(item.action, t)}
      </Button>
      <Button keyHint="o" onClick={() => does.open(item)}>
        {t("do.open")}
      </Button>
      {!isTask && (
        <Button keyHint={item.kind === "signal" ? "a" : "d"} onClick={() => does.done(item)}>
          {item.kind === "signal" ? signals("do.acknowledge") : t("do.seen")}
        </Button>
      )}
      <Button keyHint="z" onClick={() => does.ask("snooze", item)}>
        {t("do.snooze")}
      </Button>
      <Button keyHint="@" onClick={() => does.ask("delegate", item)}>
        {t("do.delegate")}
      </Button>
      <Button keyHint="w" onClick={() => does.ask("why", item)}>
        {t("do.why")}
      </Button>
      {item.kind === "signal" && (
        <>
          <Button keyHint="t" onClick={() => does.makeTask(item)}>
            {signals("do.task")}
          </Button>
          <Button keyHint="n" onClick={() => does.ask("incident", item)}>
            {signals("do.incident")}
          </Button>
        </>
      )}
    </div>
  );
}

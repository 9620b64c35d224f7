import type { ReactNode } from "react";
import type { TodayItem } from "../../../shared/domain/today/today-item.ts";
import { Button } from "../../ui/button.tsx";
import { FactList } from "../../ui/fact-list.tsx";
import { useFormats } from "../../ui/formats.ts";
import { Inspector, InspectorSection } from "../../ui/inspector.tsx";
import { Link } from "../../ui/link.tsx";
import { useNavigate } from "../../ui/navigation.ts";
import { useNow } from "../../ui/now.ts";
import { SeverityBadge } from "../../ui/severity-badge.tsx";
import { StateMark } from "../../ui/state-mark.tsx";
import { useText } from "../../ui/text.ts";
import { IncidentSections } from "./incident-sections.tsx";
import { SignalSections } from "./signal-sections.tsx";
import type { SignalActions } from "./use-signal-actions.ts";
import { PeakSections } from "./peak-sections.tsx";
import { Due, Since, type TodayRow } from "./today-columns.tsx";
import styles from "./today.module.css";
import { accountWords, actionWords, detailWords, kindWords, messageWords } from "./today-words.ts";

export interface TodayInspectorProps {
  readonly item: TodayRow;
  readonly onAct: (item: TodayItem) => void;
  /** What can be done about a signal besides its next step. */
  readonly signalActions: Pick<SignalActions, "acknowledge" | "snooze" | "makeTask"> & { readonly askIncident: () => void };
  readonly onClose: () => void;
}

/** Why an item is there, the rows behind it, and its next step. */
export function TodayInspector({ item, onAct, signalActions, onClose }: TodayInspectorProps): ReactNode {
  const t = useText("today");
  const domain = useText("domain");
  const formats = useFormats();
  const navigate = useNavigate();
  const nowMs = useNow("minute");
  const signals = useText("signals");
  const reviews = useText("reviews");
  const account = useText("account");
  const words = { t, domain, signals, account, reviews, formats };
  const message = messageWords(item.message, words);
  const detail = detailWords(item.detail, words);
  const { accountId } = item;
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
      <InspectorSection title={t("inspector.why")}>
        <FactList
          facts={[
            { label: t("col.state"), value: <StateMark state={item.state} /> },
            ...(item.dueMs === null ? [] : [{ label: t("inspector.due"), value: <Due item={item} /> }]),
            ...(item.sinceMs === null ? [] : [{ label: t("inspector.since"), value: formats.dateTime(item.sinceMs, formats.zone, nowMs) }]),
            ...(detail === "" ? [] : [{ label: t("col.detail"), value: detail }]),
          ]}
        />
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
      <InspectorSection>
        <div className={styles.actions}>
          <Button variant="solid" keyHint="Enter" onClick={() => onAct(item)}>
            {actionWords(item.action, t)}
          </Button>
          {item.kind === "signal" && (
            <>
              <Button keyHint="a" onClick={() => signalActions.acknowledge(item)}>
                {signals("do.acknowledge")}
              </Button>
              <Button keyHint="z" onClick={() => signalActions.snooze(item)}>
                {signals("do.snooze")}
              </Button>
              <Button keyHint="t" onClick={() => signalActions.makeTask(item)}>
                {signals("do.task")}
              </Button>
              <Button keyHint="o" onClick={signalActions.askIncident}>
                {signals("do.incident")}
              </Button>
            </>
          )}
          {accountId !== null && (
            <Button onClick={() => navigate({ screen: "account", accountId, tab: "overview" })}>{t("inspector.openAccount")}</Button>
          )}
        </div>
      </InspectorSection>
    </Inspector>
  );
}

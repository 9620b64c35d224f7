import type { ReactNode } from "react";
import type { IncidentHistory } from "../../../shared/domain/incident/incident-history.ts";
import { useQuery } from "../../data/hooks.ts";
import type { IncidentDetail } from "../../data/queries/incident-detail.ts";
import type { IncidentRow } from "../../data/queries/incident-rows.ts";
import { FactList } from "../../ui/fact-list.tsx";
import { useFormats } from "../../ui/formats.ts";
import { InspectorSection } from "../../ui/inspector.tsx";
import { Link } from "../../ui/link.tsx";
import { Elapsed } from "../../ui/live-time.tsx";
import { useNow } from "../../ui/now.ts";
import { SeverityBadge } from "../../ui/severity-badge.tsx";
import { StateMark } from "../../ui/state-mark.tsx";
import { useText } from "../../ui/text.ts";
import { BreaksSection } from "./evidence/breaks-section.tsx";
import { ImpactSection } from "./evidence/impact-section.tsx";
import { IntakeSection } from "./evidence/intake-section.tsx";
import { LinksSection } from "./evidence/links-section.tsx";
import { WatchersSection } from "./evidence/watchers-section.tsx";
import styles from "./incident-aside.module.css";
import { SeenBefore } from "./seen/seen-before.tsx";

/** What is known of the incident: what it did, what is missing, what it costs, what belongs to it, and what the log is made of. */
export function EvidenceTab({ detail }: { readonly detail: IncidentDetail }): ReactNode {
  const t = useText("incidents");
  const { data: evidence } = useQuery("incidentEvidence", { incidentId: detail.incident.id });
  return (
    <>
      {evidence != null && <ImpactSection incident={detail.incident} account={detail.account} evidence={evidence} />}
      <IntakeSection incident={detail.incident} />
      <SeenBefore incident={detail.incident} />
      {detail.sla !== null && <BreaksSection incident={detail.incident} sla={detail.sla} />}
      <LinksSection incident={detail.incident} linked={evidence?.linked ?? {}} />
      <WatchersSection detail={detail} />
      {detail.log !== null && <AboutLog detail={detail} history={detail.log.history} />}
      <InspectorSection
        title={t("related.title")}
        {...(detail.relatedTotal > 0 ? { meta: t("related.count", { shown: detail.related.length, total: detail.relatedTotal }) } : {})}
      >
        {detail.related.length === 0 ? (
          <p className={styles.none}>{t("related.none")}</p>
        ) : (
          detail.related.map((row) => <Related key={row.id} row={row} />)
        )}
      </InspectorSection>
    </>
  );
}

function AboutLog({ detail, history }: { readonly detail: IncidentDetail; readonly history: IncidentHistory }): ReactNode {
  const t = useText("incidents");
  const formats = useFormats();
  const nowMs = useNow("minute");
  const at = (ms: number): string => formats.dateTime(ms, formats.zone, nowMs);
  const { sourceMadeSla } = detail.incident;
  const told = history.lastCustomerUpdateMs;
  return (
    <InspectorSection title={t("about.title")}>
      <FactList
        facts={[
          {
            label: t("about.entries"),
            value: t("about.entries.value", { count: history.events.length, first: at(history.openedMs), last: at(history.lastUpdateMs) }),
          },
          ...sourceFacts(),
          { label: t("about.customerTold"), value: told === null ? t("about.never") : at(told) },
          {
            label: t("about.reopened"),
            value: history.reopenCount === 0 ? t("about.never") : t("about.reopened.value", { count: history.reopenCount }),
          },
          {
            label: t("about.sourceSla"),
            value: t(`about.sourceSla.${sourceMadeSla === null ? "unknown" : sourceMadeSla ? "kept" : "missed"}`),
          },
        ]}
      />
      {history.outOfOrder > 0 && (
        <p className={styles.disorder}>
          <StateMark state="watch" label={t("timeline.disorder", { count: history.outOfOrder })} />
          <span>{t("timeline.disorder.why")}</span>
        </p>
      )}
    </InspectorSection>
  );

  function sourceFacts(): readonly { readonly label: string; readonly value: string }[] {
    const lines = Map.groupBy(
      history.events.flatMap((event) => event.source ?? []),
      (source) => source.file,
    );
    return [...lines].map(([file, sources]) => {
      const numbers = sources.map((source) => source.line);
      return { label: t("about.sources"), value: t("about.lines", { file, first: Math.min(...numbers), last: Math.max(...numbers) }) };
    });
  }
}

function Related({ row }: { readonly row: IncidentRow }): ReactNode {
  const t = useText("incidents");
  return (
    <div className={styles.related}>
      <SeverityBadge severity={row.severity} />
      <span className={styles.relatedTitle} title={row.title}>
        <Link route={{ screen: "incident", incidentId: row.id }}>{row.number}</Link> {row.title}
      </span>
      <span className={styles.relatedState}>
        {t(`turn.word.${row.turn}`)} · <Elapsed sinceMs={row.turnSinceMs} short />
      </span>
    </div>
  );
}

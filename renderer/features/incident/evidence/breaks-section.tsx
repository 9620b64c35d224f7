import type { ReactNode } from "react";
import type { IncidentDetail } from "../../../data/queries/incident-detail.ts";
import type { IncidentSla } from "../../../data/queries/incident-sla.ts";
import { useFormats } from "../../../ui/formats.ts";
import { InspectorSection } from "../../../ui/inspector.tsx";
import { StateMark } from "../../../ui/state-mark.tsx";
import { useText } from "../../../ui/text.ts";
import { policyWords } from "../sla/sla-words.ts";
import styles from "./evidence.module.css";

/** What the contract says of promises that break, what is owed already, and how the account's promises of this quarter were kept. */
export function BreaksSection({ incident, sla }: { readonly incident: IncidentDetail["incident"]; readonly sla: IncidentSla }): ReactNode {
  const t = useText("sla");
  const domain = useText("domain");
  const formats = useFormats();
  const { policy, reading, quarter } = sla;
  const credits = policy.definition.credits.filter(({ severities }) => severities.includes(incident.severity));
  const total = quarter.kept + quarter.missed;
  return (
    <InspectorSection title={t("breaks.title")}>
      {credits.length === 0 ? (
        <p className={styles.none}>{t("breaks.none", { policy: policyWords(policy.ref, t), severity: incident.severity })}</p>
      ) : (
        <ul className={styles.credits}>
          {credits.map(({ clock, afterMinutes, percent, clause }) => {
            const owed = reading.credits.find((credit) => credit.clock === clock && credit.clause === clause && credit.percent === percent);
            const words = { clock: domain(`clock.${clock}`), percent: formats.percent(percent / 100, percent % 1 === 0 ? 0 : 1), clause };
            return (
              <li key={`${clock} ${afterMinutes} ${clause}`}>
                {afterMinutes === 0
                  ? t("breaks.credit.now", words)
                  : t("breaks.credit", { ...words, duration: formats.duration(afterMinutes * 60_000) })}
                {owed !== undefined && <StateMark state="critical" label={t("breaks.owed", { time: formats.dateTime(owed.owedMs) })} />}
              </li>
            );
          })}
        </ul>
      )}
      <p className={styles.rows}>
        {total === 0
          ? t("breaks.quarterNone")
          : t("breaks.quarter", {
              count: quarter.incidents,
              missed: formats.number(quarter.missed),
              total: formats.number(total),
              from: formats.day(quarter.fromMs, "UTC"),
            })}
      </p>
    </InspectorSection>
  );
}

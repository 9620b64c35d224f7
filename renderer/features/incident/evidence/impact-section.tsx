import type { ReactNode } from "react";
import { useEffect } from "react";
import { metrics } from "../../../../shared/domain/metrics/metrics.ts";
import { useDataClient } from "../../../data/data-client-provider.tsx";
import type { IncidentDetail } from "../../../data/queries/incident-detail.ts";
import type { EvidencePart, IncidentEvidence } from "../../../data/queries/incident-evidence.ts";
import { regionName } from "../../../ui/attention-text.ts";
import { carrierName } from "../../../ui/carrier-name.ts";
import { useValueText } from "../../../ui/chart/use-value-text.ts";
import { useFormats } from "../../../ui/formats.ts";
import { InspectorSection } from "../../../ui/inspector.tsx";
import { Link } from "../../../ui/link.tsx";
import { useNow } from "../../../ui/now.ts";
import { qualityPeriods } from "../../../ui/routes.ts";
import { useText } from "../../../ui/text.ts";
import styles from "./evidence.module.css";

const dayMs = 86_400_000;

export interface ImpactSectionProps {
  readonly incident: IncidentDetail["incident"];
  /** null = no account. */
  readonly account: IncidentDetail["account"];
  readonly evidence: IncidentEvidence;
}

/** What the incident did by the metrics of its hours: worst against normal, where, to how many, and in which parts. */
export function ImpactSection({ incident, account, evidence }: ImpactSectionProps): ReactNode {
  const t = useText("incidentEvidence");
  const domain = useText("domain");
  const words = useText("account");
  const formats = useFormats();
  const nowMs = useNow("minute");
  useQualityHere(account?.id ?? null);
  const { measured, parts } = evidence;
  const { impact, metric, hours } = measured;
  const reach = [
    ...new Set(
      [...(incident.region === null ? [] : [incident.region]), ...(incident.affected?.regions ?? [])].map((region) =>
        regionName(domain, region),
      ),
    ),
    ...(incident.affected?.carriers ?? []).map((carrier) => carrierName(carrier, words)),
    ...(incident.affected?.platforms ?? []),
    ...(incident.affected?.sdkVersions ?? []),
  ];
  // The shortest time that still shows when it began; the longest where none does.
  const days = qualityPeriods.find((period) => Number(period) * dayMs > nowMs - Date.parse(incident.openedAt)) ?? "28";
  const asOfMs = impact === null ? null : Date.parse(impact.asOf);
  return (
    <InspectorSection
      title={t("impact.title")}
      {...(asOfMs === null
        ? {}
        : { meta: t("impact.asOf", { time: formats.dateTime(asOfMs), age: formats.age(Math.max(0, nowMs - asOfMs)) }) })}
    >
      {reach.length > 0 && <p className={styles.reach}>{t("impact.reach", { parts: formats.list(reach) })}</p>}
      {impact === null ? (
        <p className={styles.none}>{t("impact.noData")}</p>
      ) : metric === null || impact.worst === null || impact.normal === null ? (
        <p className={styles.none}>{t("impact.usual", { rows: impact.rows })}</p>
      ) : (
        <>
          <div className={styles.figures}>
            <Figure metric={metric} value={impact.worst} words={t("impact.worst", { metric: domain(`metric.${metric}`) })} />
            <Figure metric={metric} value={impact.normal} words={t("impact.normal")} />
            {impact.users !== null && (
              <p>
                <strong>{formats.number(impact.users)}</strong>
                <span>{t("impact.users")}</span>
              </p>
            )}
          </div>
          <p className={styles.rows}>
            {t("impact.hours", { count: hours.length, minutes: formats.number(impact.minutes), rows: impact.rows })}
          </p>
          {account !== null && (
            <p className={styles.rows}>
              <Link
                route={{
                  screen: "account",
                  accountId: account.id,
                  tab: "quality",
                  view: { metric, region: hours[0]?.region ?? null, days },
                }}
              >
                {t("impact.open")}
              </Link>
            </p>
          )}
          {parts.length > 0 && <Parts metric={metric} parts={parts} />}
        </>
      )}
    </InspectorSection>
  );
}

type Metric = NonNullable<IncidentEvidence["measured"]["metric"]>;

function Figure({ metric, value, words }: { readonly metric: Metric; readonly value: number; readonly words: string }): ReactNode {
  const text = useValueText(metrics[metric].unit);
  return (
    <p>
      <strong>{text.exact(value)}</strong>
      <span>{words}</span>
    </p>
  );
}

function Parts({ metric, parts }: { readonly metric: Metric; readonly parts: readonly EvidencePart[] }): ReactNode {
  const t = useText("incidentEvidence");
  const domain = useText("domain");
  const formats = useFormats();
  const text = useValueText(metrics[metric].unit);
  const badness = ({ rate }: EvidencePart): number => (metrics[metric].better === "higher" ? 1 - (rate.value ?? 1) : (rate.value ?? 0));
  const most = Math.max(...parts.map(badness), Number.MIN_VALUE);
  return (
    <>
      <ul className={styles.parts}>
        {parts.map((part) => (
          <li key={`${part.platform ?? ""} ${part.sdk ?? ""}`}>
            <span>{[part.platform, part.sdk].filter((name) => name !== null).join(" · ")}</span>
            <span className={styles.track} aria-hidden="true">
              <span style={{ inlineSize: `${(badness(part) / most) * 100}%` }} />
            </span>
            <span className={styles.value} title={t("parts.sessions", { n: formats.number(part.rate.n) })}>
              {text.exact(part.rate.value)}
            </span>
          </li>
        ))}
      </ul>
      <p className={styles.rows}>
        {t("parts.what", { metric: domain(`metric.${metric}`), n: formats.number(parts.reduce((sum, { rate }) => sum + rate.n, 0)) })}
      </p>
    </>
  );
}

/** Quality is fetched for the accounts that are looked at; without a network what is here is all there is. */
function useQualityHere(accountId: string | null): void {
  const client = useDataClient();
  useEffect(() => {
    if (accountId !== null) void client.fetchQuality(accountId).catch(() => undefined);
  }, [client, accountId]);
}

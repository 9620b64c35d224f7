import type { ReactNode } from "react";
import { wholePercent } from "../../../shared/domain/headroom/headroom.ts";
import type { AttentionSource } from "../../../shared/domain/attention/attention.ts";
import { useQuery } from "../../data/hooks.ts";
import type { AccountHead } from "../../data/queries/account-head.ts";
import { attentionText, regionName } from "../../ui/attention-text.ts";
import { useFormats } from "../../ui/formats.ts";
import { HeadroomBar } from "../../ui/headroom-bar.tsx";
import { Link } from "../../ui/link.tsx";
import type { AccountTab } from "../../ui/routes.ts";
import { StateMark } from "../../ui/state-mark.tsx";
import { useText } from "../../ui/text.ts";
import styles from "./account.module.css";
import { HealthHistory } from "./health/health-history.tsx";
import { HealthMoves } from "./health/health-moves.tsx";
import { HealthPanel } from "./health/health-panel.tsx";
import { MissingList } from "./health/missing-list.tsx";
import { LatestEntries, NextEvents, OpenIncidents, OpenTasks } from "./overview-lists.tsx";
import { QualityTable } from "./quality-table.tsx";
import { Section } from "./section.tsx";
import { SignalList } from "./signal-list.tsx";
import { UsageChart } from "./usage-chart.tsx";
import { useQualityFetch } from "./use-quality-fetch.ts";

const fourWeeks = { kind: "recent", days: 28 } as const;
const oneWeek = { kind: "recent", days: 7 } as const;

/** At the left the health down to its rows and what is in motion, at the right the usage and quality behind it. */
export function OverviewTab({ head }: { readonly head: AccountHead }): ReactNode {
  const { id, code } = head.account;
  const fetched = useQualityFetch(id);
  const { data: health } = useQuery("accountHealth", { accountId: id, atMs: null });
  const region = head.regions[0]?.region ?? null;
  return (
    <div className={styles.columns}>
      <div className={styles.left} tabIndex={0} role="group">
        {health !== undefined && health !== null && <HealthPanel health={health} />}
        <Reasons head={head} />
        <SignalList accountId={id} nowMs={head.nowMs} />
        <OpenIncidents accountId={id} nowMs={head.nowMs} />
        <OpenTasks accountId={id} nowMs={head.nowMs} zone={head.account.timeZone} />
        <NextEvents accountId={id} nowMs={head.nowMs} zone={head.account.timeZone} />
        {health !== undefined && health !== null && (
          <>
            <HealthMoves nowMilli={health.result.scoreMilli} since={health.since} />
            <MissingList missing={health.result.missing} />
          </>
        )}
        <CapacityByRegion head={head} />
        {head.account.summary !== "" && <Summary text={head.account.summary} />}
        <LatestEntries accountId={id} />
      </div>
      <div className={styles.right} tabIndex={0} role="group">
        <UsageChart
          args={{ accountId: id, metric: "pcu", region, carrier: null, eachCarrier: false, period: fourWeeks, compare: true }}
          code={code}
          fetched={fetched}
          height={220}
        />
        <UsageChart
          args={{
            accountId: id,
            metric: "video_freeze_600_rate",
            region,
            carrier: null,
            eachCarrier: true,
            period: fourWeeks,
            compare: false,
          }}
          code={code}
          fetched={fetched}
          height={190}
        />
        <QualityTable accountId={id} metric="video_freeze_600_rate" period={oneWeek} />
        {health !== undefined && health !== null && <HealthHistory health={health} code={code} />}
      </div>
    </div>
  );
}

function Summary({ text }: { readonly text: string }): ReactNode {
  const t = useText("account");
  return (
    <Section title={t("form.summary")}>
      <p className={styles.summary}>{text}</p>
    </Section>
  );
}

function Reasons({ head }: { readonly head: AccountHead }): ReactNode {
  const t = useText("account");
  const domain = useText("domain");
  const formats = useFormats();
  return (
    <Section title={t("attention.title")}>
      {head.reasons.length === 0 && <p className={styles.none}>{t("attention.none")}</p>}
      <ul className={styles.rows}>
        {head.reasons.map((reason) => (
          <li key={reason.key}>
            <span className={styles.main}>
              <StateMark state={reason.state} label={attentionText(reason, domain, formats)} />
            </span>
            <span className={styles.side}>
              <SourceLink accountId={head.account.id} sources={reason.sources} />
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** The way from a reason to its rows: the one incident itself, else the part of the page that lists them. */
function SourceLink({ accountId, sources }: { readonly accountId: string; readonly sources: readonly AttentionSource[] }): ReactNode {
  const t = useText("account");
  const [first] = sources;
  if (first === undefined) return null;
  if (first.kind === "incident" && sources.length === 1)
    return <Link route={{ screen: "incident", incidentId: first.id }}>{t("attention.sources.incident")}</Link>;
  const to = {
    incident: ["incidents", "attention.sources.incident"],
    capacity: ["usage", "attention.sources.usage"],
    metrics: ["usage", "attention.sources.usage"],
    contract: ["contract", "attention.sources.contract"],
    timeline: ["timeline", "attention.sources.timeline"],
  } as const satisfies Record<AttentionSource["kind"], readonly [AccountTab, string]>;
  const [tab, key] = to[first.kind];
  return <Link route={{ screen: "account", accountId, tab }}>{t(key)}</Link>;
}

function CapacityByRegion({ head }: { readonly head: AccountHead }): ReactNode {
  const t = useText("account");
  const domain = useText("domain");
  const common = useText("common");
  const formats = useFormats();
  return (
    <Section title={t("capacity.title")} meta={t("capacity.meta")}>
      {head.regions.length === 0 ? (
        <p className={styles.none}>{t("capacity.none")}</p>
      ) : (
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t("capacity.region")}</th>
              <th scope="col" className={styles.number}>
                {t("capacity.peak")}
              </th>
              <th scope="col" className={styles.number}>
                {t("capacity.peakDay")}
              </th>
              <th scope="col" className={styles.number}>
                {t("capacity.provisioned")}
              </th>
              <th scope="col" className={styles.number}>
                {t("capacity.headroom")}
              </th>
            </tr>
          </thead>
          <tbody>
            {head.regions.map((region) => (
              <tr key={region.region}>
                <th scope="row">
                  <StateMark state={region.state} label={regionName(domain, region.region)} />
                </th>
                <td className={styles.number}>{formats.number(region.peakPcu)}</td>
                <td className={styles.number}>
                  <span className={styles.secondary}>
                    {region.peakDayMs === null ? common("value.none") : formats.day(region.peakDayMs, "UTC")}
                  </span>
                </td>
                <td className={styles.number}>{formats.number(region.capacityPcu)}</td>
                <td className={styles.number}>
                  {region.share === null ? (
                    common("value.none")
                  ) : (
                    <span className={styles.share}>
                      <HeadroomBar ratio={region.share} state={region.state} />
                      <span className={styles[region.state]}>{formats.number(wholePercent(region.share))}</span>
                    </span>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Section>
  );
}

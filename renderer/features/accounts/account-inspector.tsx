import { ExternalLink } from "lucide-react";
import type { ReactNode } from "react";
import { wholePercent } from "../../../shared/domain/headroom/headroom.ts";
import { regionShort } from "../../../shared/domain/regions.ts";
import type { HealthSummary } from "../../../shared/domain/health/health-result.ts";
import { formatOffset } from "../../../shared/i18n/format-time.ts";
import { joinDots } from "../../../shared/i18n/format-number.ts";
import { useQuery } from "../../data/hooks.ts";
import type { AccountRow } from "../../data/queries/account-rows.ts";
import { attentionText, regionName } from "../../ui/attention-text.ts";
import { useFormats } from "../../ui/formats.ts";
import { wholePoints } from "../../ui/health-text.ts";
import { HeadroomBar } from "../../ui/headroom-bar.tsx";
import { Inspector, InspectorSection } from "../../ui/inspector.tsx";
import { Link } from "../../ui/link.tsx";
import { StateMark } from "../../ui/state-mark.tsx";
import { useText } from "../../ui/text.ts";
import { SeverityBadge } from "../../ui/severity-badge.tsx";
import { useNow } from "../../ui/now.ts";
import { gradeOf } from "./arrange-rows.ts";
import styles from "./accounts.module.css";

/** The account under the cursor, without leaving the list. */
export function AccountInspector({ row, onClose }: { readonly row: AccountRow; readonly onClose: () => void }): ReactNode {
  const t = useText("accounts");
  const domain = useText("domain");
  const common = useText("common");
  const formats = useFormats();
  const { data: head } = useQuery("accountHead", { accountId: row.id });
  const incidents = useQuery("accountIncidents", { accountId: row.id }).data;
  const current = head?.account.id === row.id ? head : null;
  const open =
    incidents?.filter((incident) => incident.accountId === row.id && incident.state !== "resolved" && incident.state !== "closed") ?? [];
  const none = common("value.none");
  return (
    <Inspector
      label={t("inspector.label", { name: row.name })}
      title={
        <>
          <StateMark state={gradeOf(row)} label={null} />
          {row.name}
        </>
      }
      meta={
        <Link route={{ screen: "account", accountId: row.id, tab: "overview" }}>
          {t("inspector.open")} <ExternalLink size={12} aria-hidden="true" />
        </Link>
      }
      onClose={onClose}
    >
      {row.health !== null && <InspectorHealth summary={row.health} />}
      <InspectorSection title={t("inspector.why")}>
        {current !== null && current.reasons.length === 0 && <p className={styles.secondary}>{t("inspector.calm")}</p>}
        <ul className={styles.rows}>
          {current?.reasons.map((reason) => (
            <li key={reason.key}>
              <StateMark state={reason.state} label={attentionText(reason, domain, formats)} />
            </li>
          ))}
        </ul>
      </InspectorSection>
      <InspectorSection
        title={t("inspector.capacity")}
        meta={row.dataAsOfMs === null ? common("value.noData") : formats.dateTime(row.dataAsOfMs, formats.zone, head?.nowMs)}
      >
        <ul className={styles.rows}>
          {current?.regions.map((region) => (
            <li key={region.region}>
              <span>{regionName(domain, region.region)}</span>
              <span className={styles.share} title={joinDots([formats.number(region.peakPcu), formats.number(region.capacityPcu)])}>
                <span className={styles.secondary}>
                  {formats.compact(region.peakPcu)} / {formats.compact(region.capacityPcu)}
                </span>
                {region.share !== null && <HeadroomBar ratio={region.share} state={region.state} />}
                <span>{region.share === null ? none : `${formats.number(wholePercent(region.share))}%`}</span>
              </span>
            </li>
          ))}
        </ul>
      </InspectorSection>
      <InspectorSection title={t("inspector.work")}>
        <ul className={styles.rows}>
          {open.slice(0, 5).map((incident) => (
            <li key={incident.id}>
              <span className={styles.badge}>
                <SeverityBadge severity={incident.severity} />
                <Link route={{ screen: "incident", incidentId: incident.id }} quiet>
                  {incident.number}
                </Link>
              </span>
              <span className={styles.secondary}>{domain(`incidentState.${incident.state}`)}</span>
            </li>
          ))}
          <li>
            <span>{t("inspector.incidents")}</span>
            <span>{formats.number(row.openIncidents)}</span>
          </li>
          <li>
            <span>{t("inspector.tasks")}</span>
            <span>{formats.number(row.openTasks)}</span>
          </li>
          <li>
            <span>{t("inspector.event")}</span>
            <span>
              {row.nextEvent === null ? none : joinDots([formats.dateTime(row.nextEvent.startsMs, row.timeZone), row.nextEvent.name])}
            </span>
          </li>
        </ul>
      </InspectorSection>
      <InspectorSection title={t("inspector.facts")}>
        <ul className={styles.rows}>
          <li>
            <span>{t("column.tier")}</span>
            <span>{joinDots([domain(`tier.${row.tier}`), domain(`scenario.${row.scenario}`)])}</span>
          </li>
          <li>
            <span>{t("column.regions")}</span>
            <span title={joinDots(row.regions.map((region) => regionName(domain, region)))}>{joinDots(row.regions.map(regionShort))}</span>
          </li>
          <li>
            <span>{t("column.owner")}</span>
            <span>{row.ownerName ?? none}</span>
          </li>
          <li>
            <span>{t("inspector.contract")}</span>
            <span>
              {row.renewsOn === null ? none : t("inspector.until", { day: row.renewsOn, days: formats.number(row.renewsInDays) })}
            </span>
          </li>
          <li>
            <span>{t("inspector.time")}</span>
            <CustomerTime zone={row.timeZone} />
          </li>
        </ul>
      </InspectorSection>
    </Inspector>
  );
}

/** The score and its seven parts, worst first. */
function InspectorHealth({ summary }: { readonly summary: HealthSummary }): ReactNode {
  const t = useText("health");
  const formats = useFormats();
  const none = t("unknown");
  return (
    <InspectorSection
      title={t("title")}
      meta={joinDots([
        summary.scoreMilli === null ? none : `${wholePoints(summary.scoreMilli, formats)} ${t("outOf")}`,
        `${t("confidence")} ${formats.percent(summary.confidence, 0)}`,
      ])}
    >
      <ul className={styles.rows}>
        {summary.components
          .toSorted((a, b) => (a.scoreMilli ?? Number.POSITIVE_INFINITY) - (b.scoreMilli ?? Number.POSITIVE_INFINITY))
          .map((component) => (
            <li key={component.id}>
              <StateMark state={component.grade} label={t(`component.${component.id}`)} />
              <span>{component.scoreMilli === null ? none : wholePoints(component.scoreMilli, formats)}</span>
            </li>
          ))}
      </ul>
    </InspectorSection>
  );
}

function CustomerTime({ zone }: { readonly zone: string }): ReactNode {
  const common = useText("common");
  const formats = useFormats();
  const nowMs = useNow("minute");
  return (
    <span title={common("time.yours", { time: formats.time(nowMs) })}>
      {formats.time(nowMs, zone)} {formatOffset(nowMs, zone)}
    </span>
  );
}

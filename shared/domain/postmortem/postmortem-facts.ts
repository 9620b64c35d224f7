import type { Language } from "../../i18n/catalogue.ts";
import { catalogues } from "../../i18n/catalogues.ts";
import { formatDuration } from "../../i18n/format-duration.ts";
import { formatList, formatNumber, formatPercent } from "../../i18n/format-number.ts";
import type { Account } from "../account/account.ts";
import { firstResponse } from "../incident/first-response.ts";
import type { IncidentHistory } from "../incident/incident-history.ts";
import type { Incident } from "../incident/incident.ts";
import { isMetricId } from "../metrics/metrics.ts";
import type { BoundValue } from "../outreach/bound-value.ts";
import { momentWords, words } from "../outreach/message-facts.ts";
import type { MessageFacts } from "../outreach/message-facts.ts";
import type { Impact } from "./postmortem.ts";

export interface PostmortemFactsInput {
  /** Of the text. */
  readonly language: Language;
  readonly account: Pick<Account, "id" | "name" | "timeZone">;
  readonly incident: Pick<Incident, "id" | "number" | "title" | "severity" | "openedAt" | "resolvedAt" | "region" | "affected">;
  /** null = the log is not on this laptop. */
  readonly history: IncidentHistory | null;
  readonly impact: Impact | null;
}

/** What a postmortem may bind, in the customer's own time. A value that is not known is left out; a text that asks for it is at fault. */
export function postmortemFacts({ language, account, incident, history, impact }: PostmortemFactsInput): MessageFacts {
  const ofIncident = [{ kind: "incident", id: incident.id }];
  const series = [{ kind: "metrics", id: account.id }];
  const openedMs = Date.parse(incident.openedAt);
  const resolvedMs = incident.resolvedAt === null ? null : Date.parse(incident.resolvedAt);
  const response = history === null ? null : firstResponse(history);
  const moment = (ms: number): string => momentWords(ms, account.timeZone, language, true);
  const length = (token: string, ms: number, sources: BoundValue["sources"]): BoundValue => ({
    token,
    text: formatDuration(ms, language),
    value: Math.round(ms / 60_000),
    unit: "minutes",
    sources,
  });
  const bound: (BoundValue | null)[] = [
    words("account_name", account.name, [{ kind: "account", id: account.id }]),
    words("incident_number", incident.number, ofIncident),
    words("incident_title", incident.title, ofIncident),
    words("severity", incident.severity, ofIncident),
    words("regions", regionsWords(incident, language), ofIncident),
    words("opened_at", moment(openedMs), ofIncident),
    resolvedMs === null ? null : words("resolved_at", moment(resolvedMs), ofIncident),
    resolvedMs === null ? null : length("duration", resolvedMs - openedMs, ofIncident),
    response?.kind === "given" ? length("first_response", response.tookMs, [{ kind: "incidentEvent", id: response.event.id }]) : null,
    ...impactFacts(impact, language, series),
  ];
  const hasHours = impact !== null && impact.metric !== null && (impact.minutes ?? 0) > 0;
  const flags = [
    ...(impact === null ? ["no_impact_data"] : []),
    ...(impact !== null && impact.minutes === 0 ? ["within_band"] : []),
    ...(hasHours ? ["has_impact"] : []),
    ...(hasHours && impact.users !== null ? ["has_users"] : []),
  ];
  return { bound: bound.filter((value) => value !== null), flags };
}

function impactFacts(impact: Impact | null, language: Language, sources: BoundValue["sources"]): readonly (BoundValue | null)[] {
  if (impact === null) return [];
  const { users, minutes, metric, worst, normal } = impact;
  const name = metric === null ? null : isMetricId(metric) ? (catalogues[language].domain[`metric.${metric}`] ?? metric) : metric;
  const rate = (token: string, value: number | null): BoundValue | null =>
    value === null ? null : { token, text: formatPercent(value, language, 2), value, unit: "ratio", sources };
  return [
    users === null ? null : { token: "impact_users", text: formatNumber(users, language), value: users, unit: "users", sources },
    minutes === null
      ? null
      : {
          token: "impact_minutes",
          text: language === "zh-CN" ? `${minutes} 分钟` : minutes === 1 ? "1 minute" : `${minutes} minutes`,
          value: minutes,
          unit: "minutes",
          sources,
        },
    words("impact_metric", name, sources),
    rate("impact_worst", worst),
    rate("impact_normal", normal),
  ];
}

function regionsWords({ region, affected }: Pick<Incident, "region" | "affected">, language: Language): string | null {
  const regions = [...new Set([...(region === null ? [] : [region]), ...(affected?.regions ?? [])])];
  return regions.length === 0
    ? null
    : formatList(
        regions.map((one) => catalogues[language].domain[`region.${one}`] ?? one),
        language,
      );
}

import type { Kind, RecordOf } from "../../../../shared/domain/kinds.ts";
import type { Text } from "../../../../shared/i18n/catalogues.ts";
import { joinDots } from "../../../../shared/i18n/format-number.ts";
import { regionName } from "../../../ui/attention-text.ts";
import type { Formats } from "../../../ui/formats.ts";
import type { Route } from "../../../ui/routes.ts";

/** A record as one line of a list of sources: when, what, and where it is shown whole. */
export interface SourceRow {
  /** null = the record has no time of its own. */
  readonly atMs: number | null;
  readonly text: string;
  readonly route: Route | null;
}

interface Words {
  readonly domain: Text<"domain">;
  readonly formats: Formats;
}

type Describe = { readonly [K in Kind]?: (record: RecordOf<K>, words: Words) => SourceRow };

const describe: Describe = {
  incident: (record, { domain }) => ({
    atMs: Date.parse(record.openedAt),
    text: joinDots([record.severity, record.number, record.title, domain(`incidentState.${record.state}`)]),
    route: { screen: "incident", incidentId: record.id },
  }),
  incidentEvent: (record, { domain }) => ({
    atMs: Date.parse(record.at),
    text: joinDots([
      domain(`incidentEvent.${record.type}`),
      domain(`incidentState.${record.state}`),
      ...[record.holderGroup, record.holderName, record.text].flatMap((part) => (part === null || part === "" ? [] : [part])),
    ]),
    route: { screen: "incident", incidentId: record.incidentId },
  }),
  contract: (record, { domain, formats }) => ({
    atMs: Date.parse(`${record.startsOn}T00:00:00.000Z`),
    text: joinDots([
      domain(`tier.${record.tier}`),
      `${record.startsOn} – ${record.renewsOn}`,
      ...(record.committedMinutes === null ? [] : [`${formats.compact(record.committedMinutes)} min`]),
    ]),
    route: { screen: "account", accountId: record.accountId, tab: "contract" },
  }),
  capacity: (record, { domain, formats }) => ({
    atMs: Date.parse(record.from),
    text: joinDots([regionName(domain, record.region), `${formats.number(record.pcu)} PCU`]),
    route: { screen: "account", accountId: record.accountId, tab: "usage" },
  }),
  plannedEvent: (record, { formats }) => ({
    atMs: Date.parse(record.startsAt),
    text: joinDots([record.name, ...(record.upliftFactor === null ? [] : [`×${formats.number(record.upliftFactor, 1)}`])]),
    route: { screen: "account", accountId: record.accountId, tab: "overview" },
  }),
  timeline: (record, { domain }) => ({
    atMs: Date.parse(record.at),
    text: joinDots([domain(`timeline.${record.type}`), record.text]),
    route: { screen: "account", accountId: record.accountId, tab: "timeline" },
  }),
  outreach: (record, { domain, formats }) => ({
    atMs: record.sentAt === null ? null : Date.parse(record.sentAt),
    text: joinDots([
      record.subject,
      domain(`outreachState.${record.state}`),
      ...(record.answeredPcu === null ? [] : [`${formats.number(record.answeredPcu)} PCU`]),
    ]),
    route: { screen: "account", accountId: record.accountId, tab: "timeline" },
  }),
  contact: (record, { domain }) => ({
    atMs: null,
    text: joinDots([record.name, ...(record.title === "" ? [] : [record.title]), domain(`contactRole.${record.role}`)]),
    route: { screen: "account", accountId: record.accountId, tab: "contacts" },
  }),
  surveyAnswer: (record, { formats }) => ({
    atMs: Date.parse(record.at),
    text: joinDots([
      `${record.instrument.toUpperCase()} ${formats.number(record.score)}`,
      ...(record.comment === "" ? [] : [record.comment]),
    ]),
    route: { screen: "account", accountId: record.accountId, tab: "contacts" },
  }),
  sdkUse: (record, { formats }) => ({
    atMs: Date.parse(record.at),
    text: joinDots([record.platform, ...record.versions.map(({ version, users }) => `${version}: ${formats.compact(users)}`)]),
    route: null,
  }),
  sdkRelease: (record) => ({
    atMs: Date.parse(`${record.releasedOn}T00:00:00.000Z`),
    text: joinDots([record.version, ...record.vulnerabilities.map(({ name, severity }) => `${name} (${severity})`)]),
    route: null,
  }),
};

/** What a record of any kind says in one line; a kind that no rule rests on is told by its id. */
export function sourceRow<K extends Kind>(kind: K, record: RecordOf<K>, words: Words): SourceRow {
  return describe[kind]?.(record, words) ?? { atMs: null, text: record.id, route: null };
}

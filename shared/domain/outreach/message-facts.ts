import { catalogues } from "../../i18n/catalogues.ts";
import type { Language } from "../../i18n/catalogue.ts";
import { formatNumber } from "../../i18n/format-number.ts";
import { formatTime, formatWeekday, formatZone } from "../../i18n/format-time.ts";
import type { Account } from "../account/account.ts";
import { localDayOf } from "../calendar/local-time.ts";
import type { CapacityRequest } from "../capacity-request/capacity-request.ts";
import type { Contact } from "../contact/contact.ts";
import type { RadarPeak } from "../peak/radar.ts";
import type { BoundValue } from "./bound-value.ts";
import { greetingOf } from "./greeting.ts";
import { oneLine } from "./one-line.ts";
import { suggestedCapacity } from "./suggested-capacity.ts";

/** What a template may bind and ask for. */
export interface MessageFacts {
  readonly bound: readonly BoundValue[];
  /** Names that are true; a template asks for them in conditions. */
  readonly flags: readonly string[];
}

/** To whom, from whom. */
export interface MessagePeople {
  /** Of the message; the customer's. */
  readonly language: Language;
  readonly account: Pick<Account, "id" | "name">;
  readonly contact: Pick<Contact, "id" | "name" | "title" | "role" | "locale"> | null;
  readonly author: { readonly id: string; readonly name: string } | null;
  /** Our own company's name. */
  readonly companyName: string | null;
}

export interface PeakMessageInput extends MessagePeople {
  readonly peak: Pick<RadarPeak, "peakId" | "region" | "atMs" | "timeZone" | "p50" | "p90" | "capacityPcu" | "deadline" | "eventIds">;
  /** Event or holiday that the peak is of, in the message's language. */
  readonly occasion: string | null;
  /** Last hour of usage that the forecast rests on, ms. */
  readonly usageUntilMs: number | null;
  /** When it was asked about before, ms. */
  readonly askedMs: number | null;
  readonly request: Pick<CapacityRequest, "id" | "wantedPcu" | "neededOn" | "state"> | null;
}

/** What a message about a peak may say. A value that is not known is left out, so that a template that needs it fails by name. */
export function peakFacts(input: PeakMessageInput): MessageFacts {
  const { language, peak, account, occasion, usageUntilMs, askedMs, request } = input;
  const series = [{ kind: "metrics", id: account.id }];
  const suggested = suggestedCapacity(peak);
  const { deadline, timeZone: zone } = peak;
  const bound: (BoundValue | null)[] = [
    ...peopleFacts(input),
    words("occasion", occasion, peak.eventIds.length > 0 ? peak.eventIds.map((id) => ({ kind: "plannedEvent", id })) : series),
    words("region", regionWords(peak.region, language), series),
    words("peak_at", momentWords(peak.atMs, zone, language, true), series),
    words("peak_day", dayWords(peak.atMs, zone, language), series),
    figure("peak_p50", threeDigits(peak.p50), language, series),
    figure("peak_p90", threeDigits(peak.p90), language, series),
    peak.capacityPcu === null ? null : figure("capacity_pcu", peak.capacityPcu, language, series),
    suggested === null ? null : figure("suggested_pcu", suggested, language, series),
    { ...counted("lead_days", deadline.workingDays, language), sources: series },
    words("ask_by", momentWords(deadline.askByMs, zone, language, false), series),
    usageUntilMs === null ? null : words("data_until", dayWords(usageUntilMs, zone, language), series),
    askedMs === null ? null : words("asked_on", dayWords(askedMs, zone, language), series),
    ...(request === null ? [] : requestFacts(request, language)),
  ];
  const flags = [
    ...(peak.capacityPcu !== null && peak.p90 > peak.capacityPcu ? ["over_capacity"] : []),
    ...(deadline.state === "passed" ? ["deadline_passed"] : []),
    ...(request?.state === "provisioned" ? ["provisioned"] : []),
  ];
  return { bound: bound.filter((value) => value !== null), flags };
}

/** Of every message: who writes to whom. */
export function peopleFacts({ language, account, contact, author, companyName }: MessagePeople): readonly BoundValue[] {
  const ofAccount = [{ kind: "account", id: account.id }];
  return [
    words("greeting", greetingOf(contact, language), contact === null ? ofAccount : [{ kind: "contact", id: contact.id }]),
    words("account_name", account.name, ofAccount),
    words("csm_name", author?.name ?? null, author === null ? [] : [{ kind: "user", id: author.id }]),
    words("company_name", companyName, []),
  ].filter((value) => value !== null);
}

function requestFacts(request: NonNullable<PeakMessageInput["request"]>, language: Language): readonly (BoundValue | null)[] {
  const sources = [{ kind: "capacityRequest", id: request.id }];
  return [
    figure("confirmed_pcu", request.wantedPcu, language, sources),
    words("stands_by", dayWords(Date.parse(`${request.neededOn}T12:00:00.000Z`), "UTC", language), sources),
  ];
}

/** A text value; what says nothing is no value. */
export function words(token: string, text: string | null, sources: BoundValue["sources"]): BoundValue | null {
  const said = text === null ? "" : oneLine(text, 200);
  return said === "" ? null : { token, text: said, value: null, unit: null, sources };
}

function figure(token: string, value: number, language: Language, sources: BoundValue["sources"]): BoundValue {
  return { token, text: formatNumber(value, language), value, unit: "users", sources };
}

function counted(token: string, days: number, language: Language): Omit<BoundValue, "sources"> {
  const text = language === "zh-CN" ? `${days} 个工作日` : days === 1 ? "1 working day" : `${days} working days`;
  return { token, text, value: days, unit: "working_days" };
}

/** A forecast says no more than three digits. */
function threeDigits(pcu: number): number {
  return Number(Math.max(0, Math.round(pcu)).toPrecision(3));
}

function regionWords(region: string, language: Language): string {
  return catalogues[language].domain[`region.${region}`] ?? region;
}

/** `11 月 11 日（周三）`, `Wed 11 Nov`. */
export function dayWords(ms: number, zone: string, language: Language): string {
  const day = localDayOf(ms, zone);
  const month = Number(day.slice(5, 7));
  const date = Number(day.slice(8, 10));
  const weekday = formatWeekday(ms, zone, language);
  if (language === "zh-CN") return `${month} 月 ${date} 日（${weekday}）`;
  return `${weekday} ${date} ${months[month - 1] ?? ""}`;
}

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** `11 月 11 日（周三）20:00（北京时间）`, `Wed 11 Nov, 20:00 (Shanghai, UTC+8)`; without its zone where the text has named it. */
export function momentWords(ms: number, zone: string, language: Language, withZone: boolean): string {
  const time = formatTime(ms, zone);
  if (language === "zh-CN") return `${dayWords(ms, zone, language)}${time}${withZone ? `（${zoneWords(ms, zone, language)}）` : ""}`;
  return `${dayWords(ms, zone, language)}, ${time}${withZone ? ` (${zoneWords(ms, zone, language)})` : ""}`;
}

function zoneWords(ms: number, zone: string, language: Language): string {
  if (language === "zh-CN") return zone === "Asia/Shanghai" ? "北京时间" : formatZone(ms, zone, language);
  return formatZone(ms, zone, language).replace(/ (UTC\S*)$/, ", $1");
}

import type { TodayAction, TodayDetail, TodayItem, TodayMessage } from "../../../shared/domain/today/today-item.ts";
import type { Kind } from "../../../shared/domain/kinds.ts";
import { isKind } from "../../../shared/domain/kinds.ts";
import type { TodayRow } from "../../data/queries/today-items.ts";
import type { Text } from "../../../shared/i18n/catalogues.ts";
import { regionName } from "../../ui/attention-text.ts";
import type { Formats } from "../../ui/formats.ts";
import { measuredText, targetText, wholePoints } from "../../ui/health-text.ts";
import { periodText } from "../../ui/review/period-text.ts";
import { signalText } from "../../ui/signal/signal-text.ts";

export interface Words {
  readonly t: Text<"today">;
  readonly domain: Text<"domain">;
  readonly signals: Text<"signals">;
  readonly account: Text<"account">;
  readonly reviews: Text<"reviews">;
  readonly health: Text<"health">;
  readonly formats: Formats;
}

/** What an item says, in the reader's language. */
export function messageWords(message: TodayMessage, words: Words): string {
  const { t, domain, formats } = words;
  switch (message.key) {
    case "promise":
      return t("message.promise", { title: message.title, clock: domain(`clock.${message.clock}`) });
    case "ourTurn":
    case "customerTurn":
    case "vendorTurn":
    case "problemTurn":
      return t(`message.${message.key}`, { title: message.title });
    case "outreachUnanswered":
      return t("message.outreachUnanswered", { subject: message.subject, count: message.days });
    case "overCapacity":
      return t("message.overCapacity", { region: regionName(domain, message.region), share: sharePercent(message.share, formats) });
    case "headroomLow":
      return t("message.headroomLow", { region: regionName(domain, message.region), share: sharePercent(message.share, formats) });
    case "eventOver":
    case "eventTight":
    case "eventFits":
      return t(`message.${message.key}`, {
        name: message.name,
        uplift: formats.number(message.upliftFactor, Number.isInteger(message.upliftFactor) ? 0 : 1),
        region: regionName(domain, message.region),
        share: sharePercent(message.share, formats),
      });
    case "eventUpliftUnknown":
    case "eventUnjudged":
      return t(`message.${message.key}`, { name: message.name });
    case "peakAskToday":
    case "peakAskPassed":
    case "peakAskBy":
    case "peakUnanswered":
    case "requestOpen":
    case "requestRefused":
    case "answerWants":
      return peakWords(message, words);
    case "outreachFailed":
    case "outreachUnsure":
      return t(`message.${message.key}`, { subject: message.subject });
    case "healthFell":
      return t("message.healthFell", {
        before: wholePoints(message.beforeMilli, formats),
        score: wholePoints(message.scoreMilli, formats),
      });
    case "healthCritical":
      return t("message.healthCritical", { score: wholePoints(message.scoreMilli, formats) });
    case "noticesUntold":
    case "editsRefused":
      return t(`message.${message.key}`, { count: message.count });
    case "postmortemDue":
    case "postmortemUnpublished":
      return t(`message.${message.key}`, { title: message.title });
    case "reviewsMissing":
      return t("message.reviewsMissing", { count: message.count, period: periodText(message.period, words.reviews) });
    case "reviewUnready":
    case "reviewMeeting":
    case "reviewHeld":
      return t(`message.${message.key}`, { period: periodText(message.period, words.reviews) });
    case "taskDue":
      return t("message.taskDue", { title: message.title });
    case "renewalIn":
    case "renewalPast":
    case "silentFor":
      return t(`message.${message.key}`, { count: message.days });
    case "neverTouched":
    case "noData":
      return t(`message.${message.key}`);
    case "dataStale":
      return t("message.dataStale", { time: formats.dateTime(message.asOfMs, formats.zone, Date.now()) });
    case "conflict":
      return t("message.conflict", { kind: kindWords(message.targetKind, domain), field: message.field });
    case "signal":
      return signalText(message, { ...words, t: words.signals });
  }
}

type PeakMessage = Extract<TodayMessage, { readonly probability: number }>;

function peakWords(message: PeakMessage, { t, domain, formats }: Words): string {
  const of = {
    region: regionName(domain, message.region),
    day: formats.monthDay(message.atMs, message.timeZone),
    probability: formats.percent(message.probability, 0),
  };
  const more = message.more === 0 ? "" : t("message.morePeaks", { count: message.more });
  return `${said(message)}${more}`;

  function said(one: PeakMessage): string {
    switch (one.key) {
      case "peakAskToday":
      case "peakAskPassed":
        return t(`message.${one.key}`, of);
      case "peakAskBy":
        return t("message.peakAskBy", { ...of, askBy: formats.dateTime(one.askByMs) });
      case "peakUnanswered":
        return t("message.peakUnanswered", { ...of, count: one.days });
      case "answerWants":
        return one.answeredPcu === null
          ? t("message.answerWants.open", of)
          : t("message.answerWants", { ...of, wanted: formats.compact(one.answeredPcu) });
      case "requestOpen":
      case "requestRefused":
        return t(`message.${one.key}`, { ...of, wanted: formats.compact(one.wantedPcu), neededOn: one.neededOn.slice(5) });
    }
  }
}

/** The size of a share; one below one percent keeps a decimal, so that it is not called nothing. */
function sharePercent(share: number, formats: Formats): string {
  const size = Math.abs(share);
  return formats.percent(size, size < 0.01 ? 1 : 0);
}

export function kindWords(kind: string, domain: Text<"domain">): string {
  return isKind(kind) ? domain(`kind.${kind satisfies Kind}`) : kind;
}

/** The second column. */
export function detailWords(detail: TodayDetail | null, { t, domain, signals, health, formats }: Words): string {
  if (detail === null) return "";
  switch (detail.key) {
    case "incident":
      return detail.holder === null
        ? t("detail.incident.none", { number: detail.number })
        : t("detail.incident", { number: detail.number, holder: detail.holder });
    case "peakOfCapacity":
      return t("detail.peakOfCapacity", { peak: formats.compact(detail.peakPcu), capacity: formats.compact(detail.capacityPcu) });
    case "expectedOfCapacity":
      return t("detail.expectedOfCapacity", {
        expected: formats.compact(detail.expectedPcu),
        capacity: formats.compact(detail.capacityPcu),
      });
    case "peakForecast": {
      const room =
        detail.capacityPcu === null
          ? t("detail.peakForecast.unknown", { p90: formats.compact(detail.p90) })
          : t("detail.peakForecast", { p90: formats.compact(detail.p90), capacity: formats.compact(detail.capacityPcu) });
      return detail.occasion === null ? room : `${detail.occasion} · ${room}`;
    }
    case "outreach": {
      const channel = channelWords(detail.channel, domain);
      return detail.peakMs === null
        ? t("detail.outreach", { channel })
        : t("detail.outreach.peak", { channel, time: formats.dateTime(detail.peakMs) });
    }
    case "event":
      return t(`detail.event.${detail.toldBy}`);
    case "task":
      return detail.playbook === null
        ? t("detail.task")
        : t("detail.task.playbook", { playbook: playbookWords(detail.playbook, t), step: detail.step ?? 0 });
    case "prevention":
      return t("detail.prevention", { number: detail.number });
    case "meeting":
      return t("detail.meeting", { day: detail.heldOn });
    case "contract":
      return t("detail.contract", { tier: domain(`tier.${detail.tier}`), day: detail.renewsOn });
    case "lastTouch":
      return t("detail.lastTouch", { day: formats.day(detail.atMs) });
    case "health": {
      const rule = health(`rule.${detail.rule}`);
      return detail.measured === null || detail.target === null
        ? t("detail.health.unknown", { rule })
        : t("detail.health", {
            rule,
            measured: measuredText(detail.rule, detail.measured, health, formats),
            target: targetText(detail.rule, detail.target, health, formats),
          });
    }
    case "signal":
      return [
        ...(detail.incidentNumber === null ? [] : [detail.incidentNumber]),
        signals("detail.hours", { count: detail.hoursOutside }),
        ...(detail.otherAccounts === 0 ? [] : [signals("detail.others", { count: detail.otherAccounts })]),
      ].join(" · ");
  }
}

const playbooks = ["onboarding", "renewal-90", "postmortem", "peak"] as const;

/** Name of a playbook; one that a company made itself is shown by its id. */
function playbookWords(id: string, t: Text<"today">): string {
  const known = playbooks.find((playbook) => playbook === id);
  return known === undefined ? id : t(`playbook.${known}`);
}

function channelWords(channel: Extract<TodayDetail, { key: "outreach" }>["channel"], domain: Text<"domain">): string {
  return domain(`channel.${channel}`);
}

export function actionWords(action: TodayAction, t: Text<"today">): string {
  return t(`action.${action.key}`);
}

/** What happens when the time of an item runs out. */
export function afterWords(item: TodayItem, t: Text<"today">): string {
  return t(`after.${afterKey(item)}`);
}

function afterKey({ kind, message }: TodayItem) {
  switch (message.key) {
    case "promise":
      return "promise";
    case "peakAskBy":
    case "peakAskToday":
    case "answerWants":
      return "ask";
    case "peakAskPassed":
    case "peakUnanswered":
    case "requestRefused":
    case "outreachUnanswered":
    case "outreachFailed":
    case "outreachUnsure":
      return "peak";
    case "requestOpen":
      return "request";
    case "eventOver":
    case "eventTight":
    case "eventFits":
    case "eventUpliftUnknown":
    case "eventUnjudged":
      return "event";
    default:
      return kind === "task" || kind === "postmortem" || kind === "review" || kind === "renewal" ? kind : "stays";
  }
}

/** Until when an item rests, and with whom. */
export function restWords({ rest, delegate }: TodayRow, t: Text<"today">, formats: Formats): string {
  if (rest === null) return "";
  const { until } = rest.mark;
  const time = until === null ? "" : formats.dateTime(Date.parse(until));
  if (delegate !== null) return t("rest.delegated", { name: delegate, time });
  return rest.mark.action === "snoozed" ? t("rest.snoozed", { time }) : t("rest.seen");
}

/** Why an item that was set aside is back; null = it was not. */
export function backWords({ rest, delegate }: TodayRow, t: Text<"today">): string | null {
  if (rest?.type !== "back") return null;
  if (rest.worse !== null) return t(`back.${rest.worse}`);
  return delegate === null ? t("back.time") : t("back.delegated", { name: delegate });
}

/** An account's name, or that there is none. */
export function accountWords(item: TodayItem & { readonly accountName: string | null }, t: Text<"today">): string {
  return item.accountName ?? t("account.none");
}

/** A score as it is told: whole from ten on, below with a decimal. */
export function scoreWords(score: number, formats: Formats): string {
  return formats.number(score, score >= 10 ? 0 : 1);
}

/** What a colleague reads who is given an item: what it says, and its number. */
export function titleWords(item: TodayItem, words: Words): string {
  const message = messageWords(item.message, words);
  return item.detail?.key === "incident" ? `${item.detail.number} ${message}` : message;
}

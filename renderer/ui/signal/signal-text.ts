import { metrics, type MetricId } from "../../../shared/domain/metrics/metrics.ts";
import type { SignalSlice, SignalWords } from "../../../shared/domain/signal/signal.ts";
import type { Text } from "../../../shared/i18n/catalogues.ts";
import { regionName } from "../attention-text.ts";
import { carrierName } from "../carrier-name.ts";
import type { Formats } from "../formats.ts";
import { dayPart } from "./day-part.ts";

export interface SignalTexts {
  readonly t: Text<"signals">;
  readonly domain: Text<"domain">;
  readonly account: Text<"account">;
  readonly formats: Formats;
}

/** What a signal says in one line: where, when, which metric, how much, and what is normal there then. */
export function signalText({ metric, slice, measured, low, high }: SignalWords, texts: SignalTexts): string {
  const { t, domain } = texts;
  return t("words", {
    place: placeText(slice, texts),
    when: whenText(slice.hours, t),
    metric: domain(`metric.${metric}`),
    measured: valueText(metric, measured, texts.formats),
    low: valueText(metric, low, texts.formats),
    high: valueText(metric, high, texts.formats),
  });
}

/** A value with its unit: rates in percent with two digits that count. */
export function valueText(metric: MetricId, value: number, formats: Formats): string {
  if (metrics[metric].unit === "ms") return `${formats.number(Math.round(value))} ms`;
  // Near a hundred percent, what is lost is what is read.
  return formats.percent(value, value < 0.1 || value > 0.9 ? 2 : 1);
}

function placeText({ region, carrier }: SignalSlice, { t, domain, account }: SignalTexts): string {
  if (region === null) return t("place.all");
  const name = regionName(domain, region);
  return carrier === null ? name : t("place.both", { region: name, carrier: carrierName(carrier, account) });
}

function whenText(hours: SignalSlice["hours"], t: Text<"signals">): string {
  const part = dayPart(hours);
  if (part === "none") return "";
  if (part !== "hours") return t(`when.${part}`);
  const clock = (hour: number): string => `${String(hour % 24).padStart(2, "0")}:00`;
  return t("when.hours", { from: clock(hours?.fromHour ?? 0), to: clock(hours?.toHour ?? 0) });
}

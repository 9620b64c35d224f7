import type { ForecastNote } from "../../../shared/domain/forecast/forecast.ts";
import type { Language } from "../../../shared/i18n/catalogue.ts";
import type { Text } from "../../../shared/i18n/catalogues.ts";
import { assertNever } from "../../../shared/kernel/assert-never.ts";
import type { Formats } from "../formats.ts";

/** What the reader must know of a forecast's history, in words. */
export function noteText(note: ForecastNote, t: Text<"peaks">, formats: Formats, language: Language, zone: string): string {
  const hours = (count: number): string => formats.duration(count * 3_600_000);
  switch (note.code) {
    case "short_history":
      return t("note.shortHistory", { count: Math.floor(note.days) });
    case "gaps":
      return t("note.gaps", { share: formats.percent(note.share) });
    case "long_gap":
      return t("note.longGap", { day: formats.day(note.startMs, zone), duration: hours(note.hours) });
    case "outages_cleaned":
      return t("note.outages", { duration: hours(note.hours) });
    case "spikes_cleaned":
      return t("note.spikes", { duration: hours(note.hours) });
    case "incidents_cleaned":
      return t("note.incidents", { duration: hours(note.hours) });
    case "clock_change":
      return t("note.clockChange", { day: formats.day(note.atMs, zone) });
    case "level_shift":
      return t("note.levelShift", { change: formats.signed((note.factor - 1) * 100) });
    case "no_yearly_rhythm":
      return t("note.noYear");
    case "holidays_unlearned":
      return t("note.holidays", { names: formats.list(note.names.slice(0, 3).map((name) => (language === "en" ? name.en : name.zh))) });
    case "events_learned":
      return t("note.events", { names: formats.list(note.labels.slice(0, 3)) });
    case "bias_corrected":
      return biasText(note.factor, t, formats);
    case "all_zero":
      return t("note.allZero");
    case "constant":
      return t("note.constant");
    default:
      return assertNever(note);
  }
}

/** `factor` = actual / forecast as it usually was: above 1 the forecasts told too little. */
function biasText(factor: number, t: Text<"peaks">, formats: Formats): string {
  const share = formats.percent(Math.abs(1 - 1 / factor), 0);
  return factor >= 1 ? t("note.biasUnder", { share }) : t("note.biasOver", { share });
}

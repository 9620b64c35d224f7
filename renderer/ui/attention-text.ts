import type { AttentionReason } from "../../shared/domain/attention/attention.ts";
import { wholePercent } from "../../shared/domain/headroom/headroom.ts";
import { isKnownRegion } from "../../shared/domain/regions.ts";
import type { Text } from "../../shared/i18n/catalogues.ts";
import type { Formats } from "./formats.ts";

const hourMs = 3_600_000;

/** Name of a region in the reader's language; one that is not known is shown as it is. */
export function regionName(t: Text<"domain">, region: string): string {
  return isKnownRegion(region) ? t(`region.${region}`) : region;
}

/** A reason in words of the reader's language, e.g. `华南余量 4%`. */
export function attentionText(reason: AttentionReason, t: Text<"domain">, formats: Formats): string {
  switch (reason.key) {
    case "urgentIncident": {
      const { severity, number, count } = reason;
      return count > 1
        ? t("reason.urgentIncidents", { severity, number, more: count - 1 })
        : t("reason.urgentIncident", { severity, number });
    }
    case "overCapacity":
      return t("reason.overCapacity", { region: regionName(t, reason.region), share: `${formats.number(-wholePercent(reason.share))}%` });
    case "headroomLow":
      return t("reason.headroomLow", { region: regionName(t, reason.region), share: `${formats.number(wholePercent(reason.share))}%` });
    case "headroomNarrow":
      return t("reason.headroomNarrow", { region: regionName(t, reason.region), share: `${formats.number(wholePercent(reason.share))}%` });
    case "waitingOnUs": {
      const { number, count } = reason;
      const days = formats.number(reason.days);
      return count > 1 ? t("reason.waitingOnUsMore", { number, days, more: count - 1 }) : t("reason.waitingOnUs", { number, days });
    }
    case "renewalNear":
      return reason.days < 0
        ? t("reason.renewalPast", { days: formats.number(-reason.days) })
        : t("reason.renewalNear", { days: formats.number(reason.days) });
    case "untouched":
      return reason.days === null ? t("reason.untouchedEver") : t("reason.untouched", { days: formats.number(reason.days) });
    case "staleData":
      return reason.ageHours === null ? t("reason.noData") : t("reason.staleData", { age: formats.age(reason.ageHours * hourMs) });
  }
}

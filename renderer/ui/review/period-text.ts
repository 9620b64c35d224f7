import type { Text } from "../../../shared/i18n/catalogues.ts";

/** A period in words: `Q3 2026`, `2026 年 9 月`. */
export function periodText(period: string, t: Text<"reviews">): string {
  const year = period.slice(0, 4);
  const [, quarter] = /Q(\d)$/.exec(period) ?? [];
  if (quarter !== undefined) return t("period.quarter", { year, quarter });
  const month = months.find((one) => one === period.slice(5)) ?? "01";
  return t(`period.month.${month}`, { year });
}

const months = ["01", "02", "03", "04", "05", "06", "07", "08", "09", "10", "11", "12"] as const;

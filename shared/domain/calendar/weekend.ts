/** 0 = Sunday. */
export const saturdayAndSunday: readonly number[] = [6, 0];
const fridayAndSaturday = [5, 6];

/**
 * Weekends that are not Saturday and Sunday (0 = Sunday). Source: Unicode CLDR 48 `weekData` with the countries it leaves out (BD, MV, PS, DJ: Friday
 * and Saturday; NP: Saturday; BN: Friday and Sunday). The United Arab Emirates rest on Saturday and Sunday since 2022-01-01 (cabinet decision of
 * 7 December 2021), on Friday and Saturday before. India and Uganda, which CLDR gives Sunday alone, have the five-day week of their offices.
 */
const weekends: Readonly<Record<string, readonly number[]>> = {
  ...Object.fromEntries(
    ["BD", "BH", "DJ", "DZ", "EG", "IL", "IQ", "JO", "KW", "LY", "MV", "OM", "PS", "QA", "SA", "SD", "SY", "YE"].map((one) => [
      one,
      fridayAndSaturday,
    ]),
  ),
  AF: [4, 5],
  BN: [5, 0],
  IR: [4, 5],
  NP: [6],
};

const emiratesChange = "2022-01-01";

/** Weekdays (0 = Sunday) without work in a country on a day. */
export function weekendOf(country: string, day: string): readonly number[] {
  if (country === "AE" && day < emiratesChange) return fridayAndSaturday;
  return weekends[country] ?? saturdayAndSunday;
}

/**
 * What a day is to the people of a country:
 * `public` a statutory day off · `observed` a day off in lieu (substitute day, Chinese 调休) · `makeup_workday` a weekend on which people work ·
 * `season` a day of a longer period that changes habits (Ramadan) · `commercial` a day of shopping or celebration that is not a day off.
 */
export const holidayKinds = ["public", "observed", "makeup_workday", "season", "commercial"] as const;
export type HolidayKind = (typeof holidayKinds)[number];

export interface HolidayName {
  readonly zh: string;
  readonly en: string;
}

/** One day with a name; a holiday of several days is one entry a day. */
export interface Holiday {
  /** Local calendar day, `YYYY-MM-DD`. */
  readonly date: string;
  readonly name: HolidayName;
  readonly kind: HolidayKind;
}

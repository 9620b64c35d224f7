import chineseDays from "chinese-days";
import { addDays, dayOfMs } from "./day.ts";
import type { Holiday, HolidayName } from "./holiday.ts";

/**
 * Days off and make-up working days of mainland China in a year, by the notices of the State Council (through chinese-days, which holds them
 * from 2004). A year whose notice is not out yet gets the statutory days alone: which weekends are worked is not known before.
 */
export function chineseHolidays(year: number): readonly Holiday[] {
  const published = publishedDays(year);
  return [...(published.length > 0 ? published : statutoryDays(year)), ...festivals(year)];
}

/** Names arrive as `National Day,国庆节,3`; an ordinary day has the name of its weekday. */
function publishedDays(year: number): readonly Holiday[] {
  const days: Holiday[] = [];
  for (let day = `${year}-01-01`; day <= `${year}-12-31`; day = addDays(day, 1)) {
    const detail = chineseDays.getDayDetail(day);
    const [en, zh] = detail.name.split(",");
    if (en === undefined || zh === undefined) continue;
    if (detail.work) days.push({ date: day, name: { zh: `${zh}调休上班`, en: `Make-up working day (${en})` }, kind: "makeup_workday" });
    else days.push({ date: day, name: { zh, en }, kind: chineseDays.isInLieu(day) ? "observed" : "public" });
  }
  return days;
}

/** Statutory days off (State Council, decree 795, in force from 2025): Spring Festival with its eve, two days at 1 May. */
function statutoryDays(year: number): readonly Holiday[] {
  const spring = lunar(year, 1, 1);
  const list: (readonly [string, HolidayName])[] = [
    [`${year}-01-01`, { zh: "元旦", en: "New Year's Day" }],
    ...[-1, 0, 1, 2].map((offset) => [addDays(spring, offset), { zh: "春节", en: "Spring Festival" }] as const),
    [chineseDays.getSolarTermDate(year, 4, "pure_brightness"), { zh: "清明", en: "Tomb-sweeping Day" }],
    [`${year}-05-01`, { zh: "劳动节", en: "Labour Day" }],
    [`${year}-05-02`, { zh: "劳动节", en: "Labour Day" }],
    [lunar(year, 5, 5), { zh: "端午", en: "Dragon Boat Festival" }],
    [lunar(year, 8, 15), { zh: "中秋", en: "Mid-autumn Festival" }],
    ...["01", "02", "03"].map((day) => [`${year}-10-${day}`, { zh: "国庆节", en: "National Day" }] as const),
  ];
  return list.map(([date, name]) => ({ date, name, kind: "public" }));
}

/** Festivals that fill live rooms without being days off. */
function festivals(year: number): readonly Holiday[] {
  const list: (readonly [string, HolidayName])[] = [
    [lunar(year, 1, 15), { zh: "元宵节", en: "Lantern Festival" }],
    [lunar(year, 7, 7), { zh: "七夕", en: "Qixi Festival" }],
    [`${year}-05-20`, { zh: "520 表白日", en: "520 Day" }],
    [`${year}-06-18`, { zh: "618 大促", en: "6.18 Sale" }],
    [`${year}-12-12`, { zh: "双 12", en: "Double 12" }],
  ];
  return list.map(([date, name]) => ({ date, name, kind: "commercial" }));
}

function lunar(year: number, month: number, day: number): string {
  const two = (value: number) => String(value).padStart(2, "0");
  const date = chineseDays.getSolarDateFromLunar(`${year}-${two(month)}-${two(day)}`).date;
  return dayOfMs(Date.parse(`${date}T00:00:00Z`));
}

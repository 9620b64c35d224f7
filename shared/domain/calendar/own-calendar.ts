import { addDays, nthWeekday } from "./day.ts";
import type { Holiday, HolidayKind, HolidayName } from "./holiday.ts";

/**
 * What the two libraries lack. Sources:
 * - Ramadan: first day of Ramadan and of Shawwal by the Umm al-Qura calendar of Saudi Arabia (as in CLDR `islamic-umalqura`); a country that
 *   goes by its own sighting may differ by a day.
 * - Diwali (Lakshmi Puja) and Holi: gazetted holidays of the Government of India (Department of Personnel and Training), later years by the
 *   Hindu lunisolar calendar.
 * - Commercial days: the organisers' announcements (Singles' Day 11 November; Black Friday, the day after the fourth Thursday of November;
 *   Buen Fin, from the Friday before the third Monday of November, AMVO; CyberMonday of Argentina, first Monday of November, CACE; Cyber Day of
 *   Colombia left out: its dates follow no rule).
 */
const ramadan: Readonly<Record<number, readonly (readonly [first: string, eid: string])[]>> = {
  2014: [["2014-06-28", "2014-07-28"]],
  2015: [["2015-06-18", "2015-07-17"]],
  2016: [["2016-06-06", "2016-07-06"]],
  2017: [["2017-05-27", "2017-06-25"]],
  2018: [["2018-05-16", "2018-06-15"]],
  2019: [["2019-05-06", "2019-06-04"]],
  2020: [["2020-04-24", "2020-05-24"]],
  2021: [["2021-04-13", "2021-05-13"]],
  2022: [["2022-04-02", "2022-05-02"]],
  2023: [["2023-03-23", "2023-04-21"]],
  2024: [["2024-03-11", "2024-04-10"]],
  2025: [["2025-03-01", "2025-03-30"]],
  2026: [["2026-02-18", "2026-03-20"]],
  2027: [["2027-02-08", "2027-03-09"]],
  2028: [["2028-01-28", "2028-02-26"]],
  2029: [["2029-01-16", "2029-02-14"]],
  2030: [
    ["2030-01-05", "2030-02-04"],
    ["2030-12-26", "2031-01-24"],
  ],
  2031: [
    ["2030-12-26", "2031-01-24"],
    ["2031-12-16", "2032-01-14"],
  ],
  2032: [
    ["2031-12-16", "2032-01-14"],
    ["2032-12-04", "2033-01-03"],
  ],
};

const diwali: Readonly<Record<number, string>> = {
  2014: "2014-10-23",
  2015: "2015-11-11",
  2016: "2016-10-30",
  2017: "2017-10-19",
  2018: "2018-11-07",
  2019: "2019-10-27",
  2020: "2020-11-14",
  2021: "2021-11-04",
  2022: "2022-10-24",
  2023: "2023-11-12",
  2024: "2024-10-31",
  2025: "2025-10-20",
  2026: "2026-11-08",
  2027: "2027-10-29",
  2028: "2028-10-17",
  2029: "2029-11-05",
  2030: "2030-10-26",
};

const holi: Readonly<Record<number, string>> = {
  2014: "2014-03-17",
  2015: "2015-03-06",
  2016: "2016-03-24",
  2017: "2017-03-13",
  2018: "2018-03-02",
  2019: "2019-03-21",
  2020: "2020-03-10",
  2021: "2021-03-29",
  2022: "2022-03-18",
  2023: "2023-03-08",
  2024: "2024-03-25",
  2025: "2025-03-14",
  2026: "2026-03-04",
  2027: "2027-03-22",
  2028: "2028-03-11",
  2029: "2029-03-01",
  2030: "2030-03-20",
};

const muslimCountries = new Set(["SA", "AE", "EG", "KW", "QA", "BH", "OM", "JO", "IQ", "MA", "DZ", "TN", "TR", "ID", "MY", "PK", "BD"]);
const singlesDayCountries = new Set(["CN", "TW", "HK", "SG", "MY", "TH", "VN", "ID", "PH", "KR"]);
const doubleDayCountries = new Set(["SG", "MY", "TH", "VN", "ID", "PH"]);
const blackFridayCountries = new Set(["US", "CA", "GB", "DE", "FR", "ES", "PT", "BR", "CO", "CL", "PE", "MX", "AR", "AE", "ZA", "EG"]);
const christmasCountries = new Set(["US", "CA", "GB", "DE", "FR", "ES", "PT", "BR", "CO", "CL", "PE", "MX", "AR", "PH"]);

/** Days of the own table for a country in a year. */
export function ownCalendar(country: string, year: number): readonly Holiday[] {
  const days: Holiday[] = [];
  const add = (date: string | undefined, name: HolidayName, kind: HolidayKind) => {
    if (date !== undefined) days.push({ date, name, kind });
  };
  const at = (monthDay: string) => `${year}-${monthDay}`;
  if (muslimCountries.has(country)) {
    for (const [first, eid] of ramadan[year] ?? []) {
      for (let day = first; day < eid; day = addDays(day, 1))
        if (day.startsWith(String(year))) add(day, { zh: "斋月", en: "Ramadan" }, "season");
    }
  }
  if (country === "IN") {
    add(holi[year], { zh: "洒红节", en: "Holi" }, "public");
    const lights = diwali[year];
    if (lights !== undefined) {
      add(addDays(lights, -2), { zh: "排灯节前夕", en: "Dhanteras" }, "commercial");
      add(lights, { zh: "排灯节", en: "Diwali" }, "public");
    }
    for (const [, eid] of ramadan[year] ?? [])
      if (eid.startsWith(String(year))) add(addDays(eid, 1), { zh: "开斋节", en: "Eid al-Fitr" }, "public");
  }
  if (singlesDayCountries.has(country)) add(at("11-11"), { zh: "双 11", en: "Singles' Day" }, "commercial");
  if (doubleDayCountries.has(country)) {
    add(at("09-09"), { zh: "9.9 大促", en: "9.9 Sale" }, "commercial");
    add(at("10-10"), { zh: "10.10 大促", en: "10.10 Sale" }, "commercial");
    add(at("12-12"), { zh: "12.12 大促", en: "12.12 Sale" }, "commercial");
  }
  if (blackFridayCountries.has(country)) {
    const friday = addDays(nthWeekday(year, 11, 4, 4), 1);
    add(friday, { zh: "黑色星期五", en: "Black Friday" }, "commercial");
    add(addDays(friday, 3), { zh: "网络星期一", en: "Cyber Monday" }, "commercial");
  }
  if (country === "SA" || country === "AE" || country === "EG") {
    add(addDays(nthWeekday(year, 11, 4, 4), 1), { zh: "白色星期五", en: "White Friday" }, "commercial");
  }
  if (country === "MX") {
    const friday = addDays(nthWeekday(year, 11, 1, 3), -3);
    for (let offset = 0; offset < 4; offset += 1) add(addDays(friday, offset), { zh: "墨西哥购物节", en: "Buen Fin" }, "commercial");
    add(at("05-10"), { zh: "墨西哥母亲节", en: "Mother's Day" }, "commercial");
  }
  if (country === "BR") {
    add(at("06-12"), { zh: "巴西情人节", en: "Dia dos Namorados" }, "commercial");
    add(at("03-15"), { zh: "巴西消费者日", en: "Dia do Consumidor" }, "commercial");
    add(nthWeekday(year, 5, 0, 2), { zh: "巴西母亲节", en: "Dia das Mães" }, "commercial");
  }
  if (country === "AR") add(nthWeekday(year, 11, 1, 1), { zh: "阿根廷网购日", en: "CyberMonday Argentina" }, "commercial");
  if (country === "CO") add(nthWeekday(year, 9, 6, 3), { zh: "哥伦比亚爱与友谊日", en: "Amor y Amistad" }, "commercial");
  add(at("02-14"), { zh: "情人节", en: "Valentine's Day" }, "commercial");
  if (country === "US") add(at("10-31"), { zh: "万圣夜", en: "Halloween" }, "commercial");
  if (christmasCountries.has(country)) add(at("12-24"), { zh: "平安夜", en: "Christmas Eve" }, "commercial");
  add(at("12-31"), { zh: "跨年夜", en: "New Year's Eve" }, "commercial");
  return days;
}

import type { Scenario } from "../../domain/account/account.ts";

/**
 * How an audience's day goes. A day runs from 05:00 to 05:00 local, so that a Friday night belongs to Friday. Rows 0–6 are Sunday to
 * Saturday; the two after them are the days that follow no weekday.
 */
export const ramadanRow = 7;
export const holidayRow = 8;
export const rows = 9;
export const dayStartsAtHour = 5;

interface Bump {
  /** Local hour of its top, 0–24 (may pass midnight: 25 = 1 a.m.). */
  readonly at: number;
  /** Standard deviation, hours. */
  readonly width: number;
  readonly weekday: number;
  readonly weekend: number;
}

interface Rhythm {
  /** What is online at the quietest hour, against the evening peak. */
  readonly floor: number;
  readonly bumps: readonly Bump[];
  /** Friday and Saturday nights against other nights. */
  readonly nightOut: number;
  /** A public holiday against a Sunday. */
  readonly holiday: number;
  /** Amplitude of the year: positive = winter is busier. */
  readonly season: number;
}

export const rhythms: Readonly<Record<Scenario, Rhythm>> = {
  show_live: {
    floor: 0.09,
    bumps: [
      { at: 22, width: 1.7, weekday: 0.9, weekend: 0.97 },
      { at: 13, width: 1.9, weekday: 0.24, weekend: 0.36 },
    ],
    nightOut: 1.07,
    holiday: 1.08,
    season: 0.05,
  },
  one_to_one: {
    floor: 0.12,
    bumps: [
      { at: 23.2, width: 2.1, weekday: 0.86, weekend: 0.92 },
      { at: 12.8, width: 1.5, weekday: 0.26, weekend: 0.3 },
    ],
    nightOut: 1.1,
    holiday: 0.98,
    season: 0.03,
  },
  voice_room: {
    floor: 0.16,
    bumps: [
      { at: 24.2, width: 2.4, weekday: 0.82, weekend: 0.86 },
      { at: 15, width: 3, weekday: 0.22, weekend: 0.34 },
    ],
    nightOut: 1.09,
    holiday: 1.05,
    season: 0.04,
  },
  video_dating: {
    floor: 0.1,
    bumps: [
      { at: 21, width: 1.9, weekday: 0.84, weekend: 0.9 },
      { at: 13.5, width: 1.8, weekday: 0.28, weekend: 0.42 },
    ],
    nightOut: 0.97,
    holiday: 0.94,
    season: 0.04,
  },
  commerce_live: {
    floor: 0.07,
    bumps: [
      { at: 20.3, width: 1.8, weekday: 0.88, weekend: 0.93 },
      { at: 12.2, width: 1.3, weekday: 0.36, weekend: 0.4 },
      { at: 10, width: 1.4, weekday: 0.22, weekend: 0.28 },
    ],
    nightOut: 0.98,
    holiday: 0.95,
    season: 0.07,
  },
  education: {
    floor: 0.012,
    bumps: [
      { at: 19.2, width: 1.25, weekday: 0.82, weekend: 0.5 },
      { at: 16.5, width: 1.1, weekday: 0.5, weekend: 0.62 },
      { at: 10, width: 1.5, weekday: 0.12, weekend: 0.9 },
      { at: 14.5, width: 1.2, weekday: 0.18, weekend: 0.78 },
    ],
    nightOut: 0.82,
    holiday: 0.4,
    season: 0.12,
  },
  conversational_ai: {
    floor: 0.1,
    bumps: [
      { at: 10.4, width: 1.5, weekday: 0.84, weekend: 0.3 },
      { at: 15.2, width: 1.9, weekday: 0.88, weekend: 0.3 },
      { at: 19.5, width: 1.6, weekday: 0.3, weekend: 0.22 },
    ],
    nightOut: 0.97,
    holiday: 0.8,
    season: -0.02,
  },
  overseas_app: {
    floor: 0.13,
    bumps: [
      { at: 22.4, width: 2.3, weekday: 0.84, weekend: 0.9 },
      { at: 14, width: 2.6, weekday: 0.3, weekend: 0.4 },
    ],
    nightOut: 1.06,
    holiday: 1.05,
    season: 0.03,
  },
};

/** Share of the ordinary evening peak by row and local hour, `rows` × 24. `shift` moves the whole day by hours, `flatten` lifts its quiet hours. */
export function rhythmTable(scenario: Scenario, shift: number, flatten: number): Float64Array {
  const rhythm = rhythms[scenario];
  const table = new Float64Array(rows * 24);
  for (let row = 0; row < rows; row += 1) {
    const weekend = row === 0 || row === 6 || row === holidayRow;
    const night = row === 5 || row === 6 ? rhythm.nightOut : 1;
    // Fasting ends at sunset: a quiet early evening, then a night that lasts until the meal before dawn.
    const later = row === ramadanRow && scenario !== "conversational_ai" ? 1.6 : 0;
    for (let hour = 0; hour < 24; hour += 1) {
      let value = rhythm.floor + flatten;
      for (const bump of rhythm.bumps) {
        const distance = Math.abs(((hour + 0.5 - bump.at - shift - later + 60) % 24) - 12);
        const width = later > 0 && bump.at > 18 ? bump.width * 1.25 : bump.width;
        value += (weekend ? bump.weekend : bump.weekday) * Math.exp(-0.5 * (distance / width) ** 2);
      }
      if (later > 0 && (hour === 18 || hour === 19)) value *= 0.55;
      table[row * 24 + hour] = value * night;
    }
  }
  const top = Math.max(...Array.from({ length: 7 }, (_, row) => Math.max(...table.subarray(row * 24, row * 24 + 24))));
  return table.map((value) => value / top);
}

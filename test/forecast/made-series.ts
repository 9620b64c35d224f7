import { type Random, seededRandom } from "../../shared/kernel/random.ts";
import type { HourlyRecord } from "./recorded-series.ts";

const hourMs = 3_600_000;
const startMs = Date.UTC(2025, 5, 2);

/** What a family of made series is like; shares and factors a week unless said. */
interface Family {
  readonly name: string;
  readonly hours: number;
  readonly level: number;
  readonly growthPerWeek: number;
  /** Standard deviation of log noise that lasts some hours, and of noise that does not. */
  readonly lasting: number;
  readonly sudden: number;
  /** Evenings with a show: factor and how often. */
  readonly show: { readonly factor: number; readonly perWeek: number };
}

const families: readonly Family[] = [
  { name: "made short", hours: 1_000, level: 800, growthPerWeek: 0, lasting: 0.06, sudden: 0.03, show: { factor: 1, perWeek: 0 } },
  { name: "made growing", hours: 10_200, level: 3_000, growthPerWeek: 0.015, lasting: 0.05, sudden: 0.03, show: { factor: 1, perWeek: 0 } },
  {
    name: "made shows",
    hours: 10_200,
    level: 12_000,
    growthPerWeek: 0.003,
    lasting: 0.08,
    sudden: 0.05,
    show: { factor: 1.8, perWeek: 1.5 },
  },
  { name: "made small", hours: 4_000, level: 6, growthPerWeek: 0, lasting: 0.1, sudden: 0.3, show: { factor: 1, perWeek: 0 } },
];

/** Seeded series of the families that nobody has recorded for us, on the clock of UTC. */
export function madeSeries(perFamily: number): readonly HourlyRecord[] {
  return families.flatMap((family, kind) =>
    Array.from({ length: perFamily }, (_, i) => ({
      name: family.name,
      startMs,
      values: made(family, seededRandom(1_000 * kind + i)),
      timeZone: "UTC",
      country: "",
    })),
  );
}

function made({ hours, level, growthPerWeek, lasting, sudden, show }: Family, random: Random): Float64Array {
  const values = new Float64Array(hours);
  const peakHour = 12 + Math.floor(random() * 10);
  const depth = 0.4 + 0.5 * random();
  const weekend = 0.6 + random();
  let drift = 0;
  let showLeft = 0;
  for (let t = 0; t < hours; t += 1) {
    const day = Math.floor(t / 24) % 7;
    drift = 0.97 * drift + lasting * 0.24 * normal(random);
    if (showLeft === 0 && t % 24 === peakHour && random() < show.perWeek / 7) showLeft = 3;
    const rhythm = (1 + depth * Math.cos(((t - peakHour) * Math.PI) / 12)) * (day >= 5 ? weekend : 1);
    const value = level * rhythm * Math.exp(growthPerWeek * (t / 168) + drift + sudden * normal(random)) * (showLeft > 0 ? show.factor : 1);
    if (showLeft > 0) showLeft -= 1;
    values[t] = Math.round(value);
  }
  return values;
}

/** Box and Muller. */
function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** A copy with nine dead hours ten days before the end, three hours of threefold users three weeks before, two of fourfold three days before. */
export function withFaults(values: Float64Array): Float64Array {
  const dirty = values.slice();
  const n = dirty.length;
  dirty.fill(0, n - 245, n - 236);
  for (let t = n - 500; t < n - 497; t += 1) dirty[t] = 3 * (dirty[t] as number);
  for (let t = n - 67; t < n - 65; t += 1) dirty[t] = 4 * (dirty[t] as number);
  return dirty;
}

/** A copy without a tenth of its hours: half of them one by one, half in whole days. */
export function withGaps(values: Float64Array, random: Random): Float64Array {
  const holed = values.slice();
  for (let t = 0; t < holed.length; t += 1) if (random() < 0.05) holed[t] = Number.NaN;
  for (let days = Math.floor(holed.length / 480); days > 0; days -= 1) {
    const from = Math.floor(random() * (holed.length - 24));
    holed.fill(Number.NaN, from, from + 24);
  }
  return holed;
}

/** Labelled shows of four hours that multiply what there is, every three weeks before `end` and one a week after it; the instants of all. */
export function withEvents(
  record: HourlyRecord,
  end: number,
  factor: number,
): { readonly values: Float64Array; readonly spans: readonly (readonly [from: number, to: number])[] } {
  const values = record.values.slice();
  const spans = [-9, -6, -3]
    .map((weeks) => end + weeks * 168 + 24)
    .concat(end + 168 + 24)
    .map((from) => [from, from + 4] as const);
  for (const [from, to] of spans) for (let t = from; t < to; t += 1) values[t] = factor * (values[t] as number);
  return { values, spans };
}

export function instantOf(record: HourlyRecord, hour: number): number {
  return record.startMs + hour * hourMs;
}

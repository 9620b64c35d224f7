import { saturdayAndSunday } from "../calendar/weekend.ts";
import { type CellEvent, type EventModel, eventShape, labelOf, learnEvents, upliftOf } from "./event-uplifts.ts";
import type { ForecastEventTaken, ForecastInput, ForecastNote } from "./forecast.ts";
import { type HolidayModel, learnHolidays, specialDays } from "./holiday-effects.ts";
import { dayHours, hourMs, type LocalGrid } from "./local-grid.ts";
import { learnSeasons, type SeasonModel } from "./season-effects.ts";
import { UsualHours } from "./usual-hours.ts";

/** What is not the usual rhythm in a history, and what it teaches of the days ahead. */
export interface Occasions {
  /** Cells of the history of holidays, events and incidents: to be replaced by what is usual before anything is fitted; 1 = extraordinary. */
  readonly mask: Uint8Array;
  readonly holidays: HolidayModel;
  readonly seasons: SeasonModel;
  readonly events: EventModel;
  readonly eventsAhead: readonly CellEvent[];
  /** Wall hour of cell 0, cells of the history, and of the horizon after it. */
  readonly firstHour: number;
  readonly pastCells: number;
  readonly horizonCells: number;
  readonly notes: readonly ForecastNote[];
}

/** Hours before and after an event that are no ordinary ones either: people come early and stay. */
const eventShoulders = { before: 1, after: 2 } as const;

/**
 * Reads holidays, events and incidents out of a history. `grid` holds the hours of history and horizon, `values` the cells of the history (NaN =
 * missing). Nothing that is read here moves the baseline: fit without the masked cells, then add `occasionEffects`.
 */
export function readOccasions(
  input: Pick<ForecastInput, "history" | "holidays" | "weekend" | "events" | "incidents">,
  grid: LocalGrid,
  values: Float64Array,
): Occasions {
  const { startMs } = input.history;
  const past = values.length;
  const onCells = (fromMs: number, toMs: number): readonly [number, number] => [cellAt(grid, startMs, fromMs), cellAt(grid, startMs, toMs)];
  const mask = new Uint8Array(past);
  const troubled = new Uint8Array(past);
  const events = input.events
    .map((event): CellEvent => {
      const [from, to] = onCells(event.startMs, event.endMs);
      return { event, from, to };
    })
    .filter(({ from, to }) => to > from);
  for (const { from, to } of events) {
    mask.fill(1, Math.max(0, from - eventShoulders.before), Math.max(0, Math.min(past, to + eventShoulders.after)));
    troubled.fill(1, Math.max(0, from - eventShoulders.before), Math.max(0, Math.min(past, to + eventShoulders.after)));
  }
  for (const { startMs: fromMs, endMs: toMs } of input.incidents) {
    const [from, to] = onCells(fromMs, toMs);
    mask.fill(1, Math.max(0, from), Math.max(0, Math.min(past, to)));
    troubled.fill(1, Math.max(0, from), Math.max(0, Math.min(past, to)));
  }
  const days = specialDays(input.holidays, input.weekend ?? saturdayAndSunday);
  for (const { dayNumber, dayClass } of days.values()) {
    if (dayClass === "eve" || dayClass === "after") continue;
    const first = dayNumber * dayHours - grid.firstHour;
    mask.fill(1, Math.max(0, first), Math.max(0, Math.min(past, first + dayHours)));
  }
  const usualHours = new UsualHours(values, mask);
  const holidays = learnHolidays(days, values, grid.firstHour, usualHours, troubled);
  const learned = learnEvents(
    events.filter(({ to }) => to <= past),
    values,
    usualHours,
    (cell) => Math.min(0, holidayLog(holidays, grid.firstHour + cell)),
  );
  const seasons = learnSeasons(input.holidays, values, grid.firstHour, mask);
  const eventsAhead = events.filter(({ to }) => to > past);
  const horizonCells = grid.cells - past;
  return {
    mask,
    holidays,
    seasons,
    events: learned,
    eventsAhead,
    firstHour: grid.firstHour,
    pastCells: past,
    horizonCells,
    notes: notesOf(holidays, seasons, learned, eventsAhead, grid.firstHour + past, horizonCells),
  };
}

/** Log effect of the holiday that a wall hour lies in; 0 = it lies in none. */
function holidayLog(holidays: HolidayModel, wallHour: number): number {
  return holidays.effectOf(Math.floor(wallHour / dayHours))?.log[wallHour % dayHours] ?? 0;
}

/** Cell of an instant: below 0 before the grid, `cells` after it. */
function cellAt({ cellOf, cells }: LocalGrid, startMs: number, ms: number): number {
  const hour = Math.floor((ms - startMs) / hourMs);
  if (hour < 0) return -1;
  return hour < cellOf.length ? (cellOf[hour] as number) : cells;
}

function notesOf(
  holidays: HolidayModel,
  seasons: SeasonModel,
  events: EventModel,
  ahead: readonly CellEvent[],
  firstHourAhead: number,
  horizonCells: number,
): readonly ForecastNote[] {
  const notes: ForecastNote[] = [];
  const first = Math.floor(firstHourAhead / dayHours);
  const last = Math.ceil((firstHourAhead + horizonCells) / dayHours);
  const names = [...holidays.unlearned(first, last), ...seasons.unlearned(first, last)];
  if (names.length > 0) notes.push({ code: "holidays_unlearned", names });
  const labels = new Map<string, string>();
  for (const { event } of ahead) if (events.byLabel.has(labelOf(event))) labels.set(labelOf(event), event.label.trim());
  if (labels.size > 0) notes.push({ code: "events_learned", labels: [...labels.values()] });
  return notes;
}

/** What occasions do to the cells of the horizon: to be added to the log of the baseline's median; sigma to be added to its spread in squares. */
export interface OccasionEffects {
  readonly log: Float64Array;
  /** Standard deviation of the effect, natural logarithm. */
  readonly sigma: Float64Array;
  readonly taken: readonly ForecastEventTaken[];
}

/** Effects on the horizon, given its baseline medians without any (cell 0 = the first after the history). */
export function occasionEffects(occasions: Occasions, base: Float64Array): OccasionEffects {
  const { holidays, seasons, events, eventsAhead, firstHour, pastCells } = occasions;
  const log = new Float64Array(base.length);
  const sigma = new Float64Array(base.length);
  const taken: ForecastEventTaken[] = [];
  // A season changes what is usual: holidays and events are held against that.
  const season = base.map((_, cell) => seasons.logOf(firstHour + pastCells + cell));
  const usual = base.map((value, cell) => value * Math.exp(season[cell] as number));
  for (let cell = 0; cell < base.length; cell += 1) {
    const hour = firstHour + pastCells + cell;
    const effect = holidays.effectOf(Math.floor(hour / dayHours));
    if (effect === null) continue;
    log[cell] = effect.log[hour % dayHours] as number;
    sigma[cell] = effect.sigma;
  }
  for (const { event, from, to } of eventsAhead) {
    const begin = Math.max(0, from - pastCells);
    const end = Math.min(base.length, to - pastCells);
    if (end <= begin) continue;
    const span = usual.subarray(begin, end);
    const found = upliftOf(
      events,
      event,
      span.reduce((most, one) => Math.max(most, one), 0),
    );
    taken.push({ id: event.id, factor: Math.exp(found.uplift), sigma: found.sigma, basis: found.basis, occurrences: found.occurrences });
    const shape = eventShape(events, event, found.uplift, span);
    for (let cell = begin; cell < end; cell += 1) {
      const holiday = holidayLog(holidays, firstHour + pastCells + cell);
      // An uplift does not come on top of a holiday's, but out of its quiet. A number that was told is a number for these hours, whatever the day is.
      const own = (shape[cell - begin] as number) + (found.basis === "pcu" ? 0 : Math.min(0, holiday));
      if (found.basis !== "pcu" && own <= (log[cell] as number)) continue;
      log[cell] = own;
      sigma[cell] = found.sigma;
    }
  }
  return { log: log.map((one, cell) => one + (season[cell] as number)), sigma, taken };
}

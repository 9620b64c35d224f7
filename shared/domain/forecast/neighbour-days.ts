import { dayHours } from "./local-grid.ts";

const nearDays = 3;
const leastDays = 2;
/** Hours on either side that say how much fuller one day is than another, and how many both days must know. */
const reachHours = 15;
const leastHours = 6;

/**
 * What an hour usually is by the same hour of the days beside it, where the weeks beside it say nothing (something happens every Friday evening): each day
 * is brought to the level of the hour's own day by the hours that both know. `logOf` gives the logarithm of a cell's value, NaN where it is
 * missing or not an ordinary one. NaN = too little is known.
 */
export function fromNeighbourDays(cell: number, logOf: (cell: number) => number): number {
  let sum = 0;
  let days = 0;
  for (let apart = -nearDays; apart <= nearDays; apart += 1) {
    const there = logOf(cell + apart * dayHours);
    if (apart === 0 || Number.isNaN(there)) continue;
    let difference = 0;
    let hours = 0;
    for (let offset = -reachHours; offset <= reachHours; offset += 1) {
      const between = logOf(cell + offset) - logOf(cell + offset + apart * dayHours);
      if (Number.isNaN(between)) continue;
      difference += between;
      hours += 1;
    }
    if (hours < leastHours) continue;
    sum += there + difference / hours;
    days += 1;
  }
  return days < leastDays ? Number.NaN : sum / days;
}

const dayMs = 86_400_000;

/**
 * Milliseconds by which a zone is ahead of UTC at an instant; an unknown zone counts as UTC. Asking the zone is slow: a UTC day whose ends agree
 * has one offset, which is kept; only the two days of a clock change are asked every time.
 */
export function offsetReader(timeZone: string): (ms: number) => number {
  const known = readers.get(timeZone);
  if (known !== undefined) return known;
  const reader = makeReader(timeZone);
  if (readers.size < keptReaders) readers.set(timeZone, reader);
  return reader;
}

/** What has been asked of a zone serves everybody: the answers never change. */
const readers = new Map<string, (ms: number) => number>();
const keptReaders = 64;

function makeReader(timeZone: string): (ms: number) => number {
  const format = formatOf(timeZone);
  const ask = (ms: number) => {
    const part: Record<string, number> = {};
    for (const { type, value } of format.formatToParts(ms)) part[type] = Number(value);
    const local = Date.UTC(
      part["year"] ?? 0,
      (part["month"] ?? 1) - 1,
      part["day"] ?? 1,
      part["hour"] ?? 0,
      part["minute"] ?? 0,
      part["second"] ?? 0,
    );
    return local - Math.floor(ms / 1000) * 1000;
  };
  const days = new Map<number, number>();
  return (ms) => {
    const day = Math.floor(ms / dayMs);
    let offset = days.get(day);
    if (offset === undefined) {
      const start = ask(day * dayMs);
      offset = start === ask((day + 1) * dayMs) ? start : Number.NaN;
      days.set(day, offset);
    }
    return Number.isNaN(offset) ? ask(ms) : offset;
  };
}

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const options = {
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  } as const;
  try {
    return new Intl.DateTimeFormat("en-US", { timeZone, ...options });
  } catch (error) {
    if (error instanceof RangeError) return new Intl.DateTimeFormat("en-US", { timeZone: "UTC", ...options });
    throw error;
  }
}

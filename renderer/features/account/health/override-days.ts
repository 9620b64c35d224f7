const dayMs = 86_400_000;

/** The last day on which an override holds: its end is the first instant of the day behind it. */
export function lastDayOf(expiresAt: string): string {
  return new Date(Date.parse(expiresAt) - 1).toISOString().slice(0, 10);
}

/**
 * The instant at which an override that holds through a day ends: the end of that day in UTC. null = not a day, or not from tomorrow on
 * within a year.
 */
export function overrideEnd(day: string, nowMs: number): string | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) return null;
  const startMs = Date.parse(`${day}T00:00:00.000Z`);
  if (Number.isNaN(startMs) || new Date(startMs).toISOString().slice(0, 10) !== day) return null;
  const today = Math.floor(nowMs / dayMs) * dayMs;
  const ahead = (startMs - today) / dayMs;
  return ahead >= 1 && ahead <= 366 ? new Date(startMs + dayMs).toISOString() : null;
}

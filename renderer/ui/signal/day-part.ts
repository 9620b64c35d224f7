const parts = [
  { part: "morning", from: 5, to: 12 },
  { part: "afternoon", from: 12, to: 18 },
  { part: "evening", from: 17, to: 26 },
  { part: "night", from: 22, to: 30 },
] as const;

/** The part of the day that has a name and holds all these local hours (`toHour` may pass 24); `hours` = none has, `none` = no hours are known. */
export function dayPart(
  hours: { readonly fromHour: number; readonly toHour: number } | null,
): (typeof parts)[number]["part"] | "hours" | "none" {
  if (hours === null) return "none";
  const { fromHour, toHour } = hours;
  // Early hours belong to the night before.
  const [from, to] = fromHour < 5 && toHour <= 6 ? [fromHour + 24, toHour + 24] : [fromHour, toHour];
  return parts.find((one) => from >= one.from && to <= one.to)?.part ?? "hours";
}

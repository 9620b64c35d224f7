import { formatDateTime, formatZone } from "../../../../i18n/format-time.ts";
import { type Draft, notes, sourceLine } from "../draft.ts";
import { dayOf, type Pen } from "../pen.ts";
import { dayText } from "../value-text.ts";

/** Period, how fresh the data is, and the snapshot that every number comes from. */
export function composeCover(pen: Pen): Draft {
  const { snapshot, locale } = pen;
  const { periods, account, timeZone, dataAsOfMs, takenMs } = snapshot;
  const day = (ms: number): string => dayText(dayOf(snapshot, ms), locale);
  const instant = (ms: number): string => `${day(ms)} ${formatDateTime(ms, timeZone).slice(-5)}`;
  const zone = formatZone(takenMs, timeZone, locale);
  const lines = [
    pen.say("cover.period", { from: day(periods.q.fromMs), to: day(periods.q.toMs - 1), zone }),
    dataAsOfMs === null ? pen.say("cover.no_data") : pen.say("cover.as_of", { at: instant(dataAsOfMs) }),
    pen.say("cover.snapshot", { id: snapshot.id, at: instant(takenMs) }),
    account.owner === null ? [] : pen.say("cover.owner", { owner: account.owner }),
  ];
  return {
    layout: "cover",
    title: pen.say(snapshot.kind === "quarterly" ? "cover.title" : "cover.letter", { account: account.name, period: pen.period("q") }),
    blocks: [
      {
        type: "text",
        paragraphs: [
          ...(snapshot.kind === "letter" ? [pen.say("cover.greeting", { account: account.name, period: pen.period("q") })] : []),
          ...lines,
        ]
          .filter((runs) => runs.length > 0)
          .map((runs) => ({ type: "text", runs })),
      },
    ],
    source: sourceLine(pen, "several", null),
    notes: notes(pen.say("cover.notes", { period: pen.period("q") })),
  };
}

import { useCallback } from "react";
import { useFormats } from "../../../ui/formats.ts";
import { useText } from "../../../ui/text.ts";
import { clockList, countdown } from "../sla/sla-words.ts";
import type { Standing } from "./standing.ts";

const mostWhy = 60;

/** What the clocks do at an instant, in one sentence, with the entry that is why. */
export function useStandingWords(): (standings: readonly Standing[], atMs: number) => string {
  const t = useText("sla");
  const domain = useText("domain");
  const formats = useFormats();
  return useCallback(
    (standings, atMs) => {
      if (standings.length === 0) return t("replay.nothing");
      return standings
        .map(({ does, clocks, sinceMs, leftMs, event }) => {
          const names = clockList(clocks, domain, formats);
          const why = event === null || event.text.trim() === "" ? "" : t("replay.why", { text: short(event.text.trim()) });
          const since = sinceMs === null ? "" : formats.duration(Math.max(0, atMs - sinceMs));
          switch (does) {
            case "broken":
              return t("replay.broken", { clocks: names, duration: since });
            case "paused":
              return t("replay.paused", { clocks: names, duration: since, why });
            case "off_hours":
              return t("replay.offHours", { clocks: names });
            case "runs":
              return t("replay.runs", { clocks: names, left: countdown(leftMs ?? 0, formats) });
          }
        })
        .join(t("replay.join"));
    },
    [t, domain, formats],
  );
}

function short(text: string): string {
  return text.length <= mostWhy ? text : `${text.slice(0, mostWhy - 1)}…`;
}

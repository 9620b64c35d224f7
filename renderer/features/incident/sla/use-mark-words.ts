import { useCallback } from "react";
import { useFormats } from "../../../ui/formats.ts";
import type { State } from "../../../ui/state-mark.tsx";
import { useText } from "../../../ui/text.ts";
import type { TimelineMark } from "../timeline-marks.ts";
import { countdown } from "./sla-words.ts";

/** A mark in words, and the state whose shape stands before them (null = none); null = it goes without saying. */
export function useMarkWords(): (mark: TimelineMark) => { readonly state: State | null; readonly text: string } | null {
  const t = useText("sla");
  const domain = useText("domain");
  const formats = useFormats();
  return useCallback(
    (mark) => {
      switch (mark.type) {
        case "first_response": {
          const standing = t(`standing.${mark.state}`, { duration: countdown(mark.elapsedMs, formats) });
          return { state: mark.state === "met" ? "good" : "risk", text: t("mark.first", { standing }) };
        }
        case "effective":
          return { state: "good", text: t("mark.effective") };
        case "not_effective":
          return { state: "watch", text: t("mark.notEffective", { why: t(`mark.because.${mark.because}`) }) };
        case "judges":
          return { state: null, text: t(mark.effective ? "mark.judged.yes" : "mark.judged.no") };
        case "pauses":
          return { state: "unknown", text: t("mark.pauses") };
        case "rung":
          return {
            state: "risk",
            text: t("mark.rung", { role: domain(`ladderRole.${mark.role}`), channel: domain(`ladderChannel.${mark.channel}`) }),
          };
        case "promise":
          return { state: null, text: t("mark.promise", { what: mark.what, time: formats.dateTime(mark.dueMs) }) };
      }
    },
    [t, domain, formats],
  );
}

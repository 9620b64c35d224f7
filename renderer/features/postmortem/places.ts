import type { FaultPlace } from "../../../shared/domain/postmortem/postmortem-faults.ts";

/** Parts of the builder in the order in which they are read. */
export const places = [
  "summary",
  "impactText",
  "timeline",
  "rootCause",
  "workaround",
  "longTermFix",
  "regressionCheck",
  "prevention",
] as const satisfies readonly FaultPlace[];

/** Where a part is in the document, so that it can be gone to. */
export function placeId(place: FaultPlace): string {
  return `postmortem-${place}`;
}

/** Puts the focus into the first control of a part, and the part in sight. */
export function goTo(place: FaultPlace, into: boolean): void {
  const part = document.getElementById(placeId(place));
  part?.scrollIntoView({ block: "nearest" });
  const control = into ? part?.querySelector<HTMLElement>("textarea, input, select, button") : part;
  (control ?? part)?.focus({ preventScroll: true });
}

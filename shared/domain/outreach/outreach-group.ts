import type { Outreach } from "./outreach.ts";

/** Where a message stands in the list: what needs somebody first. */
export const outreachGroups = ["trouble", "outbox", "waiting", "draft", "ended"] as const;
export type OutreachGroup = (typeof outreachGroups)[number];

/** null = given up: not shown. A message or draft whose peak is over waits for nothing any more. */
export function outreachGroup({ state, peakAt }: Pick<Outreach, "state" | "peakAt">, nowMs: number): OutreachGroup | null {
  const isOver = peakAt !== null && Date.parse(peakAt) < nowMs;
  switch (state) {
    case "unsure":
    case "failed":
      return "trouble";
    case "queued":
      return "outbox";
    case "draft":
      return isOver ? null : "draft";
    case "sent":
      return isOver ? "ended" : "waiting";
    case "answered":
    case "declined":
    case "expired":
      return "ended";
    case "cancelled":
      return null;
  }
}

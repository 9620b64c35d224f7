import { isFreshAnswer } from "../../../shared/domain/outreach/fresh-answer.ts";
import { isAboutPeak, type Outreach } from "../../../shared/domain/outreach/outreach.ts";
import type { CapacityRequest } from "../../../shared/domain/capacity-request/capacity-request.ts";
import type { PeakContact, RadarPeak } from "../../../shared/domain/peak/radar.ts";

const dayMs = 86_400_000;
/** A message that names no peak is about one whose hours are as near as this. */
const nearMs = dayMs / 2;

/** What counts before something else: an answer before a message that waits for one, that before one that nobody has sent. */
const weights: Readonly<Record<Outreach["state"], number>> = {
  answered: 6,
  declined: 6,
  sent: 5,
  unsure: 4,
  queued: 4,
  failed: 3,
  draft: 2,
  expired: 1,
  cancelled: 0,
};

/** What was written to the customer about a peak and asked of operations for it; `names` are those of all the account's peaks ahead. */
export function peakContact(
  peak: Pick<RadarPeak, "peakId" | "region" | "startMs" | "endMs" | "p50">,
  outreaches: readonly Outreach[],
  requests: readonly CapacityRequest[],
  names: ReadonlySet<string>,
  nowMs: number,
): PeakContact {
  const message = outreaches
    .filter((one) => one.state !== "cancelled" && isAboutPeak(one) && isAbout(peak, one, names))
    .toSorted((a, b) => weights[b.state] - weights[a.state] || compare(lastOf(b), lastOf(a)) || compare(a.id, b.id))[0];
  const request = requests
    .filter((one) => one.state !== "cancelled" && isAbout(peak, one, names))
    .toSorted((a, b) => compare(b.askedAt, a.askedAt) || compare(a.id, b.id))[0];
  return {
    outreachId: message?.id ?? null,
    state: message?.state ?? null,
    sentAt: message?.sentAt ?? null,
    answeredPcu: message?.answeredPcu ?? null,
    wantsResources: message?.wantsResources ?? null,
    fresh: message !== undefined && isFreshAnswer(message, peak, nowMs),
    requestId: request?.id ?? null,
    requestState: request?.state ?? null,
    requestedPcu: request?.wantedPcu ?? null,
  };
}

/** By its name; what is named after no peak that is known (any more) by its instant. */
function isAbout(
  { peakId, region, startMs, endMs }: Pick<RadarPeak, "peakId" | "region" | "startMs" | "endMs">,
  about: { readonly peakId?: string | null | undefined; readonly region: string | null; readonly peakAt: string | null },
  names: ReadonlySet<string>,
): boolean {
  if (about.peakId != null && names.has(about.peakId)) return about.peakId === peakId;
  if (about.peakAt === null || (about.region !== null && about.region !== region)) return false;
  const atMs = Date.parse(about.peakAt);
  const reachMs = about.peakId == null ? nearMs : 0;
  return atMs >= startMs - reachMs && atMs <= endMs + reachMs;
}

function lastOf({ answeredAt, sentAt, queuedAt }: Outreach): string {
  return answeredAt ?? sentAt ?? queuedAt ?? "";
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

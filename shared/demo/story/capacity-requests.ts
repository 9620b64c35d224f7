import type { Capacity } from "../../domain/account/capacity.ts";
import { addDays, dayOfMs } from "../../domain/calendar/day.ts";
import type { CapacityRequest } from "../../domain/capacity-request/capacity-request.ts";
import type { Outreach } from "../../domain/outreach/outreach.ts";
import type { Cast } from "../company/cast.ts";
import { demoUserId } from "../company/users.ts";
import { dice } from "../dice.ts";
import { requestNotes } from "../text/outreach-text.ts";
import type { World } from "../world/world.ts";
import { capacityAt, niceCapacity } from "./capacities.ts";
import { instantOf } from "./instants.ts";

const dayMs = 86_400_000;
const hourMs = 3_600_000;

/** What operations were asked for where a customer said that he needs more: provisioned behind, in all states ahead. */
export function capacityRequestsOf(
  cast: Cast,
  outreaches: readonly Outreach[],
  base: readonly Capacity[],
  capacities: readonly Capacity[],
  world: World,
): readonly CapacityRequest[] {
  return outreaches.flatMap(
    ({ id, accountId, region, peakAt, peakId, answeredAt, answeredPcu, wantsResources }, i): readonly CapacityRequest[] => {
      if (wantsResources !== true || answeredPcu === null || answeredAt === null || peakAt === null || region === null) return [];
      const die = dice(cast.seed, `capacity-request/${i}`);
      const peakMs = Date.parse(peakAt);
      const wantedPcu = niceCapacity(answeredPcu * 1.04);
      const askedMs = Math.min(Date.parse(answeredAt) + die.int(1, 4) * hourMs, world.endMs);
      const confirmedMs = Math.min(askedMs + die.int(3, 26) * hourMs, world.endMs);
      const standsMs = Math.max(confirmedMs, peakMs - 2 * dayMs);
      const lent = capacityAt(capacities, region, peakMs) > capacityAt(base, region, peakMs);
      const state = lent
        ? standsMs <= world.endMs
          ? "provisioned"
          : "confirmed"
        : peakMs < world.endMs
          ? "refused"
          : die.chance(0.8)
            ? "asked"
            : "refused";
      return [
        {
          id: `req_${accountId.slice(4)}_${String(i + 1).padStart(2, "0")}`,
          accountId,
          region,
          peakId: peakId ?? null,
          peakAt,
          currentPcu: capacityAt(base, region, askedMs) || null,
          wantedPcu,
          neededOn: addDays(dayOfMs(peakMs), -1),
          state,
          askedAt: instantOf(askedMs),
          confirmedAt: state === "confirmed" || state === "provisioned" ? instantOf(confirmedMs) : null,
          provisionedAt: state === "provisioned" ? instantOf(standsMs) : null,
          requestedById: cast.account.ownerId ?? demoUserId,
          outreachId: id,
          note: die.pick(requestNotes[cast.language]),
        },
      ];
    },
  );
}

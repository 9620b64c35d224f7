import { slaVerdictId, type SlaVerdict } from "../../shared/domain/sla/sla-verdict.ts";

/** A verdict that says how the first response was judged, and nothing else. */
export function sampleVerdict({
  incidentId,
  closedAt,
  sequence,
  state,
}: Pick<SlaVerdict, "incidentId" | "closedAt" | "sequence"> & { readonly state: SlaVerdict["clocks"][number]["state"] }): SlaVerdict {
  return {
    id: slaVerdictId(incidentId, sequence),
    accountId: "acc-1",
    incidentId,
    sequence,
    closedAt,
    policy: { name: "premium", version: 2, source: "record" },
    digest: "0".repeat(64),
    clocks: [
      {
        clock: "first_response",
        cycle: 0,
        severity: "P1",
        state,
        targetMs: 0,
        elapsedMs: 0,
        pausedMs: 0,
        startedAt: closedAt,
        stoppedAt: closedAt,
        breachedAt: null,
      },
    ],
    credits: [],
  };
}

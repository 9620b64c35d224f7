import type { HealthInput } from "./health-input.ts";
import type { HealthResult } from "./health-result.ts";
import { capacityMeasures } from "./measure/capacity-measures.ts";
import { commercialMeasures } from "./measure/commercial-measures.ts";
import { contractInForce } from "./measure/contract-in-force.ts";
import type { Measures } from "./measure/measure.ts";
import { qualityMeasures } from "./measure/quality-measures.ts";
import { relationshipMeasures } from "./measure/relationship-measures.ts";
import { supportMeasures } from "./measure/support-measures.ts";
import { technicalMeasures } from "./measure/technical-measures.ts";
import { usageMeasures } from "./measure/usage-measures.ts";
import { modelFor, type AccountModel, type VersionedModel } from "./model-for.ts";
import { overrideInForce } from "./override-in-force.ts";
import { scoreMeasures } from "./score-measures.ts";

/** Every rule's measure at an instant, from rows and digests; rows later than it are passed over. */
export function accountMeasures(input: HealthInput, model: AccountModel, atMs: number): Measures {
  const contract = contractInForce(input.contracts, atMs, input.account.timeZone);
  const usage = usageMeasures(input.usage, contract, atMs);
  return {
    ...qualityMeasures(input.quality, model, atMs),
    ...usage,
    ...supportMeasures(input, atMs),
    ...capacityMeasures(input, atMs),
    ...relationshipMeasures(input, atMs),
    ...commercialMeasures(contract, usage.commitment_consumption, atMs, input.account.timeZone),
    ...technicalMeasures(input.sdkUses, input.sdkReleases, atMs),
  };
}

/**
 * An account's health at an instant by a model. The order of the input's rows says nothing. Planned events and capacities that begin later are
 * plans and count; all else that is later does not. The quality digest is to be made with the targets of the same model (`qualityTargets`).
 */
export function accountHealth(input: HealthInput, model: VersionedModel, atMs: number): HealthResult {
  const own = modelFor(model, input.account);
  return {
    accountId: input.account.id,
    atMs,
    modelVersion: model.version,
    ...scoreMeasures(accountMeasures(input, own, atMs), own),
    override: overrideInForce(input.overrides, atMs),
  };
}

import { checkHealthModel, type ModelFault } from "./check-health-model.ts";
import { defaultHealthModel } from "./default-health-model.ts";
import type { HealthModel } from "./health-model.ts";
import type { VersionedModel } from "./model-for.ts";

export interface ModelInForce extends VersionedModel {
  /** null = the one that the product ships with. */
  readonly record: HealthModel | null;
  /** Newer ones that are broken and so were passed over, newest first. */
  readonly passedOver: readonly { readonly record: HealthModel; readonly faults: readonly ModelFault[] }[];
}

/** The model that the product ships with. */
export const builtInModel: VersionedModel = { version: 0, definition: defaultHealthModel };

/**
 * The model that judges an instant: of those in force by then the newest that makes sense (by `inForceFrom`, then version, then id); the
 * shipped one when there is none. A broken one changes nothing: the last good one stays in force.
 */
export function modelInForce(models: readonly HealthModel[], atMs: number): ModelInForce {
  const begun = models.filter((model) => Date.parse(model.inForceFrom) <= atMs).toSorted(newestFirst);
  const passedOver: { readonly record: HealthModel; readonly faults: readonly ModelFault[] }[] = [];
  for (const record of begun) {
    const checked = checkHealthModel(record.definition);
    if (checked.ok) return { version: record.version, definition: record.definition, record, passedOver };
    passedOver.push({ record, faults: checked.error.faults });
  }
  return { ...builtInModel, record: null, passedOver };
}

function newestFirst(a: HealthModel, b: HealthModel): number {
  return Date.parse(b.inForceFrom) - Date.parse(a.inForceFrom) || b.version - a.version || (a.id < b.id ? 1 : -1);
}

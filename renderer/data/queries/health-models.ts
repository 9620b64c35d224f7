import { checkHealthModel, type ModelFault } from "../../../shared/domain/health/check-health-model.ts";
import type { HealthModelDefinition } from "../../../shared/domain/health/health-model.ts";
import { type ModelChange, modelChanges } from "../../../shared/domain/health/model-changes.ts";
import { builtInModel, modelInForce } from "../../../shared/domain/health/model-in-force.ts";
import { defineQuery } from "../query.ts";

/** One version of the health model. */
export interface ModelVersion {
  /** null = the one that the product ships with. */
  readonly id: string | null;
  readonly version: number;
  /** null = from the beginning. */
  readonly fromMs: number | null;
  readonly authorName: string | null;
  readonly note: string;
  readonly definition: HealthModelDefinition;
  readonly inForce: boolean;
  /** Not empty = it is broken, and was passed over. */
  readonly faults: readonly ModelFault[];
  /** Against the version before it; empty for the first. */
  readonly changes: readonly ModelChange[];
}

export interface HealthModels {
  /** Newest first; the last one is the one that the product ships with. */
  readonly versions: readonly ModelVersion[];
  readonly inForce: HealthModelDefinition;
  readonly inForceVersion: number;
  /** The reader may save a new version. */
  readonly mayEdit: boolean;
}

/** Every version of the health model with what it changed, and whether the reader may make another one. */
export const healthModels = defineQuery<undefined, HealthModels>({
  dependsOn: ["healthModel", "user", "clock"],
  run: (store, _args, nowMs) => {
    const records = store
      .all("healthModel")
      .toSorted((a, b) => Date.parse(a.inForceFrom) - Date.parse(b.inForceFrom) || a.version - b.version);
    const { record: current, definition, version } = modelInForce(records, nowMs);
    let before: HealthModelDefinition = builtInModel.definition;
    const versions = records.map((record): ModelVersion => {
      const checked = checkHealthModel(record.definition);
      const changes = checked.ok ? modelChanges(before, record.definition) : [];
      if (checked.ok) before = record.definition;
      return {
        id: record.id,
        version: record.version,
        fromMs: Date.parse(record.inForceFrom),
        authorName: store.get("user", record.authorId)?.name ?? null,
        note: record.note,
        definition: record.definition,
        inForce: record === current,
        faults: checked.ok ? [] : checked.error.faults,
        changes,
      };
    });
    const shipped: ModelVersion = {
      id: null,
      version: builtInModel.version,
      fromMs: null,
      authorName: null,
      note: "",
      definition: builtInModel.definition,
      inForce: current === null,
      faults: [],
      changes: [],
    };
    const userId = store.userId();
    const role = userId === undefined ? undefined : store.get("user", userId)?.role;
    return {
      versions: [shipped, ...versions].toReversed(),
      inForce: definition,
      inForceVersion: version,
      mayEdit: role === "lead" || role === "admin",
    };
  },
});

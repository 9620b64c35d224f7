import { describe, expect, test } from "vitest";
import { checkHealthModel } from "../../../../shared/domain/health/check-health-model.ts";
import { defaultHealthModel } from "../../../../shared/domain/health/default-health-model.ts";
import { modelChanges } from "../../../../shared/domain/health/model-changes.ts";
import {
  faultAt,
  pathIn,
  ruleIn,
  weightIn,
  withNextPoint,
  withoutPoint,
  withoutVariant,
  withPoint,
  withRule,
  withVariantFor,
  withWeight,
} from "./draft-edits.ts";

const { definition: draft, index: own } = withVariantFor(defaultHealthModel, "education", "premium");

describe("a draft of the health model", () => {
  test("a new variant says nothing yet, and one that is there is not made again", () => {
    expect(modelChanges(defaultHealthModel, draft)).toEqual([
      { type: "variant", scope: { scenario: "education", tier: "premium" }, what: "added" },
    ]);
    expect(withVariantFor(draft, "education", "premium")).toEqual({ definition: draft, index: own });
    expect(withoutVariant(draft, own)).toEqual(defaultHealthModel);
  });

  test("a variant shows what holds for all until it says something itself, and can go back to it", () => {
    expect(weightIn(draft, own, "quality")).toEqual({ value: 30, own: false });
    const changed = withWeight(draft, own, "quality", 40);
    expect([weightIn(changed, own, "quality"), weightIn(changed, null, "quality")]).toEqual([
      { value: 40, own: true },
      { value: 30, own: false },
    ]);
    expect(withWeight(changed, own, "quality", null)).toEqual(draft);

    const setting = { ...defaultHealthModel.rules.sponsors, target: 3 };
    const ruled = withRule(draft, own, "sponsors", setting);
    expect(ruleIn(ruled, own, "sponsors")).toEqual({ value: setting, own: true });
    expect(ruleIn(ruled, null, "sponsors").value.target).toBe(2);
    expect(withRule(ruled, own, "sponsors", null)).toEqual(draft);
    expect(withRule(draft, null, "sponsors", setting).rules.sponsors).toEqual(setting);
  });

  test("a curve gets a point that changes nothing, changes it, and loses it", () => {
    const curve = defaultHealthModel.rules.last_contact.curve;
    const longer = withNextPoint(curve);
    // 60 and 120 days: the next one is 180.
    expect(longer.at(-1)).toEqual([180, 0]);
    const model = withRule(draft, null, "last_contact", { ...defaultHealthModel.rules.last_contact, curve: longer });
    expect(checkHealthModel(model).ok).toBe(true);
    expect(withPoint(longer, 5, [200, 0]).at(-1)).toEqual([200, 0]);
    expect(withoutPoint(longer, 5)).toEqual(curve);
  });

  test("a fault is told at its field", () => {
    const broken = withWeight(withWeight(draft, own, "quality", -1), null, "usage", Number.NaN);
    const checked = checkHealthModel(broken);
    const faults = checked.ok ? [] : checked.error.faults;
    expect(faultAt(faults, pathIn(own, "weights", "quality"))?.code).toBe("negative_weight");
    expect(faultAt(faults, pathIn(null, "weights", "usage"))?.code).toBe("not_a_number");
    expect(faultAt(faults, pathIn(null, "weights", "quality"))).toBe(null);
  });
});

import { expect, test } from "vitest";
import { defaultSlaPolicy } from "../../../../shared/domain/sla/default-sla-policy.ts";
import { isTarget, proposedDefinition, shownTarget } from "./what-if.ts";

const definition = {
  ...defaultSlaPolicy,
  targets: { ...defaultSlaPolicy.targets, P0: { ...defaultSlaPolicy.targets.P0, workaround: null } },
};

test("a proposed contract changes what was typed, in the calendar of the clock or of the first response", () => {
  const proposed = { "P0 workaround": " 60 ", "P0 first_response": "15", "P0 resolution": "", "P1 workaround": "1" };
  const { targets } = proposedDefinition(definition, proposed, ["P0"]);
  expect(targets.P0).toEqual({
    ...definition.targets.P0,
    first_response: { minutes: 15, calendar: "always" },
    workaround: { minutes: 60, calendar: "always" },
    resolution: null,
  });
  expect(targets.P1).toBe(definition.targets.P1);
});

test("what is no number of minutes changes nothing, and stays in its field", () => {
  const proposed = { "P0 first_response": "soon" };
  expect(proposedDefinition(definition, proposed, ["P0"])).toEqual(definition);
  expect(shownTarget(definition, proposed, "P0", "first_response")).toBe("soon");
  expect(shownTarget(definition, {}, "P0", "first_response")).toBe(String(definition.targets.P0.first_response?.minutes));
  expect(shownTarget(definition, {}, "P0", "workaround")).toBe("");
});

test.each([
  ["", true],
  ["30", true],
  ["0", false],
  ["-1", false],
  ["1.5", false],
  ["1e9", false],
])("%j is a target: %s", (typed, expected) => {
  expect(isTarget(typed)).toBe(expected);
});

import { describe, expect, test } from "vitest";
import { defaultSlaPolicy } from "../../../../shared/domain/sla/default-sla-policy.ts";
import { asForm, asText, checkDraft, faultAt, faultLines, isChanged, lineRange, policyText, type PolicyDraft } from "./policy-draft.ts";

const form: PolicyDraft = { mode: "form", definition: defaultSlaPolicy };

describe("a draft of a policy", () => {
  test("is the same policy in the form and as text", () => {
    expect(checkDraft(form)).toEqual({ definition: defaultSlaPolicy, faults: [] });
    expect(checkDraft(asText(form))).toEqual({ definition: defaultSlaPolicy, faults: [] });
    expect(asForm(asText(form))).toEqual(form);
    expect([isChanged(form, defaultSlaPolicy), isChanged(asText(form), defaultSlaPolicy)]).toEqual([false, false]);
    expect(isChanged({ mode: "form", definition: { ...defaultSlaPolicy, maxHandOffs: 3 } }, defaultSlaPolicy)).toBe(true);
  });

  test("a number that is missing is a fault at its field", () => {
    const targets = { ...defaultSlaPolicy.targets.P0, first_response: { minutes: Number.NaN, calendar: "always" } };
    const broken: PolicyDraft = {
      mode: "form",
      definition: { ...defaultSlaPolicy, targets: { ...defaultSlaPolicy.targets, P0: targets } },
    };
    const { definition, faults } = checkDraft(broken);
    expect(definition).toBeNull();
    expect(faultAt(faults, ["targets", "P0", "first_response"])?.path).toEqual(["targets", "P0", "first_response", "minutes"]);
    expect(faultAt(faults, ["targets", "P1", "first_response"])).toBeNull();
  });

  test("a contradiction in a text is told at its line, and can be mended in the form", () => {
    const text = policyText(defaultSlaPolicy).replace('"timeZone": "UTC"', '"timeZone": "Mars/Olympus"');
    const draft: PolicyDraft = { mode: "text", text };
    const { definition, faults } = checkDraft(draft);
    const line = text.split("\n").findIndex((one) => one.includes("Mars")) + 1;
    expect(definition).toBeNull();
    expect(faults.map(({ code, line: at }) => [code, at])).toEqual([["unknown_zone", line]]);
    expect([...faultLines(faults)]).toEqual([line]);
    const [from, to] = lineRange(text, line);
    expect(text.slice(from, to)).toContain("Mars/Olympus");
    expect(asForm(draft)).not.toBeNull();
  });

  test("what is no policy in form has no form", () => {
    expect(asForm({ mode: "text", text: "{" })).toBeNull();
    expect(asForm({ mode: "text", text: "{}" })).toBeNull();
    expect(checkDraft({ mode: "text", text: '{\n"calendars": [],\n}' }).faults[0]).toMatchObject({ code: "not_json", line: 3 });
  });
});

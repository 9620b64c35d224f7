import type { z } from "zod";
import { jsonLines } from "../../kernel/json-lines.ts";
import { err, ok, type Result } from "../../kernel/result.ts";
import type { PolicyFault, PolicyFaultCode } from "./policy-fault.ts";
import { policySense } from "./policy-sense.ts";
import { type SlaPolicyDefinition, slaPolicyDefinition } from "./sla-policy.ts";

/** In the order of the document as far as the schema finds them; never empty. */
export interface PolicyFaults<F extends PolicyFault = PolicyFault> {
  readonly code: "policy_faults";
  readonly faults: readonly F[];
}

/** A policy that is right in form and makes sense, or all that is wrong with it. What makes no sense is only looked for in what is well formed. */
export function checkSlaPolicy(value: unknown): Result<SlaPolicyDefinition, PolicyFaults> {
  const parsed = slaPolicyDefinition.safeParse(value, { reportInput: true });
  const faults = parsed.success ? policySense(parsed.data) : parsed.error.issues.flatMap(formFaults);
  return parsed.success && faults.length === 0 ? ok(parsed.data) : err({ code: "policy_faults", faults });
}

/** The same of a JSON text, with the line of each fault. */
export function checkSlaPolicyText(text: string): Result<SlaPolicyDefinition, PolicyFaults<PolicyFault & { readonly line: number }>> {
  const { lineOf, faultLine, doubledKeys } = jsonLines(text);
  if (faultLine !== null) return err({ code: "policy_faults", faults: [{ path: [], code: "not_json", params: {}, line: faultLine }] });
  const checked = checkSlaPolicy(JSON.parse(text));
  const faults = [
    ...doubledKeys.map((path): PolicyFault => ({ path, code: "doubled_key", params: { key: String(path.at(-1)) } })),
    ...(checked.ok ? [] : checked.error.faults),
  ];
  if (checked.ok && faults.length === 0) return checked;
  return err({ code: "policy_faults", faults: faults.map((fault) => ({ ...fault, line: lineOf(fault.path) })) });
}

type Issue = z.core.$ZodIssue;

function formFaults(issue: Issue): readonly PolicyFault[] {
  const path = issue.path.map((part) => (typeof part === "number" ? part : String(part)));
  const fault = (code: PolicyFaultCode, params: PolicyFault["params"] = {}): PolicyFault => ({ path, code, params });
  if (issue.input === undefined && issue.code !== "unrecognized_keys") return [fault("missing", { key: String(path.at(-1) ?? "") })];
  switch (issue.code) {
    case "unrecognized_keys":
      return issue.keys.map((key) => ({ path: [...path, key], code: "unknown_key", params: { key } }));
    case "too_small":
      return [fault("too_small", { minimum: Number(issue.minimum), inclusive: issue.inclusive === false ? 0 : 1 })];
    case "too_big":
      return [fault("too_big", { maximum: Number(issue.maximum) })];
    case "invalid_type":
      return [fault("wrong_type", { expected: issue.expected })];
    case "invalid_union":
      return closestOf(issue.errors).flatMap((inner) => formFaults({ ...inner, path: [...issue.path, ...inner.path] }));
    case "invalid_value":
      if (path[0] === "pausing" && issue.input === "first_response") return [fault("pauses_first_response")];
      return [fault("wrong_value", { expected: issue.values.map(String).join(", ") })];
    default:
      return [fault("wrong_value", { expected: "" })];
  }
}

/** Of the ways in which a union is not met, the one that got furthest into the value. */
function closestOf(errors: readonly (readonly Issue[])[]): readonly Issue[] {
  const depth = (issues: readonly Issue[]): number => Math.max(0, ...issues.map(({ path }) => path.length));
  return errors.reduce((best, issues) => (depth(issues) > depth(best) ? issues : best), errors.at(-1) ?? []);
}

import type { JsonPath } from "../../kernel/json-lines.ts";

/** Form: what the schema refuses. Sense: what is well formed and cannot be meant. */
export const policyFaultCodes = [
  "not_json",
  "doubled_key",
  "unknown_key",
  "missing",
  "wrong_type",
  "wrong_value",
  "too_small",
  "too_big",
  "pauses_first_response",
  "doubled_calendar",
  "unknown_calendar",
  "unknown_zone",
  "span_ends_before",
  "spans_overlap",
  "doubled_day",
  "day_off_and_worked",
  "no_monday_hours",
  "doubled_pause",
  "ladder_order",
  "doubled_rung",
  "rung_never_reached",
  "blank_phrase",
  "credit_not_promised",
  "credits_beyond_fee",
] as const;
export type PolicyFaultCode = (typeof policyFaultCodes)[number];

/** What is wrong with a policy, and where. `params` are what a sentence about it needs. */
export interface PolicyFault {
  readonly path: JsonPath;
  readonly code: PolicyFaultCode;
  readonly params: Readonly<Record<string, string | number>>;
}

import { assertNever } from "../../kernel/assert-never.ts";
import type { IncidentState } from "./incident.ts";

/** Whose move is next: ours, the customer's, a vendor's, problem management's (a root cause is looked for), or nobody's (resolved or closed). */
export const turns = ["us", "customer", "vendor", "problem", "none"] as const;
export type Turn = (typeof turns)[number];

/** Whose turn a state says it is. */
export function turnOf(state: IncidentState): Turn {
  switch (state) {
    case "new":
    case "active":
      return "us";
    case "awaiting_customer":
      return "customer";
    case "awaiting_vendor":
      return "vendor";
    case "awaiting_problem":
      return "problem";
    case "resolved":
    case "closed":
      return "none";
    default:
      return assertNever(state);
  }
}

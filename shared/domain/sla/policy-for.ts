import { localDayOf } from "../calendar/local-time.ts";
import type { Contract } from "../contract/contract.ts";
import { builtinPolicyRef, defaultSlaPolicy } from "./default-sla-policy.ts";
import type { SlaPolicy } from "./sla-policy.ts";
import type { SlaInput } from "./sla-reading.ts";

/** What of a contract says which policy holds. */
export type PolicyContract = Pick<Contract, "id" | "startsOn" | "renewsOn" | "slaPolicy">;

/**
 * The policy by which an incident is judged: that of the account's contract on the day it was opened (UTC ms, in the account's zone; of several
 * contracts the one that began last). A contract that names a version that is not here, or none, gives the product's own default.
 */
export function policyFor(
  contracts: readonly PolicyContract[],
  policies: readonly SlaPolicy[],
  openedMs: number,
  timeZone: string,
): SlaInput["policy"] {
  const asked = contractOn(contracts, localDayOf(openedMs, timeZone))?.slaPolicy ?? null;
  const wanted = asked === null ? null : parsePolicyText(asked);
  const found = wanted === null ? undefined : policies.find(({ name, version }) => name === wanted.name && version === wanted.version);
  if (found === undefined) return { ref: { ...builtinPolicyRef, asked }, definition: defaultSlaPolicy };
  return { ref: { name: found.name, version: found.version, source: "record", asked }, definition: found.definition };
}

function contractOn(contracts: readonly PolicyContract[], day: string): PolicyContract | undefined {
  return contracts
    .filter(({ startsOn, renewsOn }) => startsOn <= day && day <= renewsOn)
    .toSorted((a, b) => compare(b.startsOn, a.startsOn) || compare(a.id, b.id))[0];
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** `premium v2`, as a contract writes it; null = it names no version of a policy. */
export function parsePolicyText(text: string): { readonly name: string; readonly version: number } | null {
  const match = /^([a-z0-9][a-z0-9-]{0,39})\s+v([1-9]\d{0,8})$/.exec(text.trim().toLowerCase());
  return match === null ? null : { name: match[1] ?? "", version: Number(match[2]) };
}

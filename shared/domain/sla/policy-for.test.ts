import { describe, expect, test } from "vitest";
import { checkSlaPolicy } from "./check-sla-policy.ts";
import { defaultSlaPolicy } from "./default-sla-policy.ts";
import { type PolicyContract, policyFor } from "./policy-for.ts";
import { type SlaPolicy, slaPolicyId } from "./sla-policy.ts";

function policy(name: string, version: number): SlaPolicy {
  const definition = { ...defaultSlaPolicy, maxHandOffs: version };
  return { id: slaPolicyId(name, version), name, version, at: "2026-01-01T00:00:00.000Z", authorId: "usr_1", note: "", definition };
}

function contract(id: string, startsOn: string, renewsOn: string, slaPolicy: string): PolicyContract {
  return { id, startsOn, renewsOn, slaPolicy };
}

const policies = [policy("default", 2), policy("default", 3), policy("premium", 2)];

/** Name, version, source and what was asked. */
function judged(contracts: readonly PolicyContract[], opened = "2026-03-02T00:00:00.000Z", timeZone = "UTC"): string {
  const { ref, definition } = policyFor(contracts, policies, Date.parse(opened), timeZone);
  expect(definition).toBe(
    ref.source === "builtin" ? defaultSlaPolicy : policies.find((one) => one.name === ref.name && one.version === ref.version)?.definition,
  );
  return `${ref.name} v${ref.version} ${ref.source}, asked ${ref.asked}`;
}

describe("the policy that judges an incident", () => {
  const old = contract("con-1", "2025-01-01", "2026-02-28", "default v2");
  const now = contract("con-2", "2026-03-01", "2027-02-28", "premium v2");

  test("is that of the contract in force on the day it was opened", () => {
    expect(judged([now, old])).toBe("premium v2 record, asked premium v2");
    expect(judged([now, old], "2026-02-28T23:59:59.000Z")).toBe("default v2 record, asked default v2");
  });

  test("counts the day in the account's zone", () => {
    expect(judged([now, old], "2026-02-28T16:00:00.000Z", "Asia/Shanghai")).toBe("premium v2 record, asked premium v2");
    expect(judged([now, old], "2026-03-01T04:59:00.000Z", "America/New_York")).toBe("default v2 record, asked default v2");
  });

  test("of two contracts is that of the one that began last", () => {
    expect(judged([contract("con-0", "2026-03-02", "2026-12-31", "default v3"), now])).toBe("default v3 record, asked default v3");
  });

  test("is the product's own without a contract, or where that names a version that is not here", () => {
    expect(judged([])).toBe("default v0 builtin, asked null");
    expect(judged([old])).toBe("default v0 builtin, asked null");
    expect(judged([contract("con-1", "2026-01-01", "2026-12-31", "premium v9")])).toBe("default v0 builtin, asked premium v9");
    expect(judged([contract("con-1", "2026-01-01", "2026-12-31", "as agreed by mail")])).toBe(
      "default v0 builtin, asked as agreed by mail",
    );
  });

  test("is found however the contract is typed", () => {
    expect(judged([contract("con-1", "2026-01-01", "2026-12-31", " Premium  V2 ")])).toBe("premium v2 record, asked  Premium  V2 ");
  });
});

test("the product's own makes sense", () => {
  expect(checkSlaPolicy(defaultSlaPolicy)).toEqual({ ok: true, value: defaultSlaPolicy });
});

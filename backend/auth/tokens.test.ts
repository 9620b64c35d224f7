import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { idPattern } from "../../shared/kernel/ids.ts";
import { tenantOfToken } from "./tokens.ts";

const secret = "A".repeat(43);

describe("the company that a token names", () => {
  test("is told for a token of the right shape alone", () => {
    expect(tenantOfToken(`hr~acme~${secret}`)).toBe("acme");
    for (const token of [
      `hr~acme~${secret}~x`,
      `hr~acme~${secret}A`,
      `hr~*~${secret}`,
      `HR~acme~${secret}`,
      `hr~~${secret}`,
      "hr~acme~",
      "a.b.c",
      "",
    ])
      expect([token, tenantOfToken(token)]).toEqual([token, null]);
  });

  test("is an id whatever is sent, and never one that stands for every company", () => {
    const near = fc
      .tuple(
        fc.constantFrom("hr", "HR", "", "hr~hr"),
        fc.oneof(fc.string(), fc.constantFrom("acme", "*", "..", "__proto__")),
        fc.oneof(fc.base64String(), fc.constant(secret)),
      )
      .map((parts) => parts.join("~"));
    fc.assert(
      fc.property(fc.oneof(near, fc.string({ unit: "binary", maxLength: 200 })), (token) => {
        const tenant = tenantOfToken(token);
        return tenant === null || (tenant !== "*" && idPattern.test(tenant) && token === `hr~${tenant}~${token.slice(-43)}`);
      }),
      { numRuns: 3000 },
    );
  });
});

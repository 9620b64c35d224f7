import { describe, expect, test } from "vitest";
import { importedPackages, licenceFaults, type NpmBill, shippedBill } from "./bill-of-materials.ts";

function part(name: string, licence: string | null): NpmBill["components"][number] {
  return {
    "bom-ref": `${name}@1.0.0`,
    name,
    version: "1.0.0",
    ...(licence === null ? {} : { licenses: [licence.includes(" ") ? { expression: licence } : { license: { id: licence } }] }),
  };
}

const bill: NpmBill = {
  bomFormat: "CycloneDX",
  specVersion: "1.5",
  serialNumber: "urn:uuid:of-npm",
  metadata: { timestamp: "2026-01-01T00:00:00Z", component: { "bom-ref": "headroom@0.1.0", name: "checkout", version: "0.1.0" } },
  components: [part("z", "MIT"), part("tool", "GPL-3.0-only"), part("@a/b", "(ISC OR GPL-2.0-only)"), part("deep", "ISC AND MIT")],
  dependencies: [
    { ref: "headroom@0.1.0", dependsOn: ["z@1.0.0", "tool@1.0.0", "@a/b@1.0.0"] },
    { ref: "@a/b@1.0.0", dependsOn: ["deep@1.0.0"] },
    { ref: "deep@1.0.0", dependsOn: ["@a/b@1.0.0"] },
    { ref: "tool@1.0.0", dependsOn: [] },
    { ref: "z@1.0.0", dependsOn: [] },
  ],
};

describe("the bill of materials", () => {
  test("holds what is in the product, what that needs, and nothing that only builds it", () => {
    expect(shippedBill(bill, new Set(["z", "@a/b"]))).toEqual({
      bomFormat: "CycloneDX",
      specVersion: "1.5",
      serialNumber: expect.stringMatching(/^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/),
      version: 1,
      metadata: {
        component: { "bom-ref": "headroom@0.1.0", type: "application", name: "headroom", version: "0.1.0", purl: "pkg:npm/headroom@0.1.0" },
      },
      components: [bill.components[2], bill.components[3], bill.components[0]],
      dependencies: [
        { ref: "headroom@0.1.0", dependsOn: ["@a/b@1.0.0", "z@1.0.0"] },
        { ref: "@a/b@1.0.0", dependsOn: ["deep@1.0.0"] },
        { ref: "deep@1.0.0", dependsOn: ["@a/b@1.0.0"] },
        { ref: "z@1.0.0", dependsOn: [] },
      ],
    });
  });

  test("is the same, byte for byte, whenever and in whatever order npm lists the parts, and another when a part is another", () => {
    const text = (of: NpmBill): string => JSON.stringify(shippedBill(of, new Set(["z", "@a/b"])));
    const later = {
      ...bill,
      serialNumber: "urn:uuid:another",
      components: bill.components.toReversed(),
      dependencies: bill.dependencies.toReversed(),
    };
    expect(text(later)).toBe(text(bill));
    const newer = { ...bill, components: bill.components.map((one) => ({ ...one, hashes: [{ alg: "SHA-512", content: "00" }] })) };
    expect(text(newer)).not.toBe(text(bill));
  });

  test("names the parts whose licence is missing or not allowed; one allowed choice is enough", () => {
    expect(licenceFaults([...bill.components, part("none", null), part("both", "MIT AND GPL-3.0-only")])).toEqual([
      "tool@1.0.0 (GPL-3.0-only)",
      "none@1.0.0 (none)",
      "both@1.0.0 (MIT AND GPL-3.0-only)",
    ]);
  });

  test("finds what a source imports by the package's name", () => {
    const source = `import { a } from "@a/b/deep"; import "z.js/style.css";\nimport x from "../own.ts"; const y = await import("late");`;
    expect(importedPackages(source)).toEqual(["@a/b", "z.js", "late"]);
  });
});

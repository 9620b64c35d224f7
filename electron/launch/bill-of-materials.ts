import { createHash } from "node:crypto";
import { z } from "zod";

const licenceChoice = z.union([
  z.object({ license: z.object({ id: z.string().optional(), name: z.string().optional() }) }),
  z.object({ expression: z.string() }),
]);

/** A component as npm writes it in CycloneDX 1.5; what is not named here is passed on. */
const component = z.looseObject({
  "bom-ref": z.string(),
  name: z.string(),
  version: z.string(),
  purl: z.string().optional(),
  licenses: z.array(licenceChoice).optional(),
});
export type Component = z.infer<typeof component>;

export const npmBill = z.looseObject({
  bomFormat: z.literal("CycloneDX"),
  specVersion: z.literal("1.5"),
  metadata: z.looseObject({ component }),
  components: z.array(component),
  dependencies: z.array(z.object({ ref: z.string(), dependsOn: z.array(z.string()).default([]) })),
});
export type NpmBill = z.infer<typeof npmBill>;

/** Licences that a part of the product may have: they ask for their text to be kept, and for nothing of ours. */
export const allowedLicences: readonly string[] = [
  "0BSD",
  "Apache-2.0",
  "BSD-2-Clause",
  "BSD-3-Clause",
  "BlueOak-1.0.0",
  "CC-BY-3.0",
  "CC0-1.0",
  "ISC",
  "MIT",
  "MIT-0",
  "MPL-2.0",
  "OFL-1.1",
  "PSF-2.0",
  "Python-2.0",
  "Unicode-DFS-2016",
  "Unlicense",
  "Zlib",
];

/** Whether an SPDX expression can be met with allowed licences alone. `OR` binds weaker than `AND`. */
function isAllowed(expression: string): boolean {
  const plain = expression.replaceAll(/[()]/g, " ");
  return plain.split(" OR ").some((choice) => choice.split(" AND ").every((id) => allowedLicences.includes(id.trim())));
}

/** Components whose licence is missing or not allowed, as `name@version (licence)`. */
export function licenceFaults(components: readonly Component[]): readonly string[] {
  return components.flatMap((one) => {
    const found = (one.licenses ?? []).map((choice) =>
      "expression" in choice ? choice.expression : (choice.license.id ?? choice.license.name ?? ""),
    );
    return found.length > 0 && found.every(isAllowed) ? [] : [`${one.name}@${one.version} (${found.join(", ") || "none"})`];
  });
}

/** A UUID that follows from what the bill holds: the same product has the same bill, byte for byte. */
function serialOf(text: string): string {
  const hex = createHash("sha256").update(text).digest("hex");
  return `urn:uuid:${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/**
 * Of everything that npm knows of, what is in the product: the packages named by `roots`, and what they need. Sorted, without time and tool versions.
 */
export function shippedBill(bill: NpmBill, roots: ReadonlySet<string>): object {
  const needs = new Map(bill.dependencies.map(({ ref, dependsOn }) => [ref, dependsOn]));
  const own = bill.metadata.component;
  const first = (needs.get(own["bom-ref"]) ?? []).filter((ref) => roots.has(ref.slice(0, ref.lastIndexOf("@"))));
  const shipped = new Set<string>();
  const open = [...first];
  for (let ref = open.pop(); ref !== undefined; ref = open.pop()) {
    if (shipped.has(ref)) continue;
    shipped.add(ref);
    open.push(...(needs.get(ref) ?? []));
  }
  const byRef = (a: { readonly "bom-ref": string }, b: { readonly "bom-ref": string }): number => (a["bom-ref"] < b["bom-ref"] ? -1 : 1);
  const components = bill.components.filter((one) => shipped.has(one["bom-ref"])).sort(byRef);
  const dependencies = [
    { ref: own["bom-ref"], dependsOn: first.toSorted() },
    ...components.map((one) => ({
      ref: one["bom-ref"],
      dependsOn: (needs.get(one["bom-ref"]) ?? []).filter((ref) => shipped.has(ref)).toSorted(),
    })),
  ];
  const { name, version } = { name: "headroom", version: own.version };
  const content = {
    metadata: { component: { "bom-ref": own["bom-ref"], type: "application", name, version, purl: `pkg:npm/${name}@${version}` } },
    components,
    dependencies,
  };
  return { bomFormat: "CycloneDX", specVersion: "1.5", serialNumber: serialOf(JSON.stringify(content)), version: 1, ...content };
}

/** Packages that a source file imports, without what Node or the project itself brings. */
export function importedPackages(source: string): readonly string[] {
  const found = source.matchAll(/(?:from|import)\s*\(?\s*"((?:@[\w.-]+\/)?[\w.-]+)(?:\/[^"]*)?"/g);
  return [...found].flatMap(([, name = ""]) => (name === "" || name.startsWith(".") ? [] : [name]));
}

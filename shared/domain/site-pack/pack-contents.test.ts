import fc from "fast-check";
import { expect, it } from "vitest";
import { decodeContents, encodeContents, type PackContents } from "./pack-contents.ts";

const pages = [Uint8Array.of(1, 2, 3), new Uint8Array(0), Uint8Array.from({ length: 16 }, (_, i) => i)];
const contents: PackContents = {
  manifest: {
    version: 1,
    tenantName: "云声",
    maker: { id: "usr_1", name: "Ann" },
    takenMs: 1,
    asOfMs: null,
    accounts: [{ id: "acc_1", name: "Nova" }],
    parts: ["timeline"],
    blanked: 3,
    pages: pages.slice(0, 2).map((page) => ({ kind: "account", rows: 1, bytes: page.byteLength })),
    metrics: [{ accountId: "acc_1", group: "usage", bytes: 16 }],
  },
  pages: pages.slice(0, 2),
  metrics: pages.slice(2),
};

it("gives back what was put in, from wherever it stands in memory", () => {
  const bytes = encodeContents(contents);
  const decoded = decodeContents(bytes);
  expect(
    decoded.ok && [decoded.value.manifest, decoded.value.pages.map((page) => [...page]), decoded.value.metrics.map((one) => [...one])],
  ).toEqual([contents.manifest, contents.pages.map((page) => [...page]), contents.metrics.map((one) => [...one])]);
});

it("tells contents of a later version from damaged ones", () => {
  const later = encodeContents({ ...contents, manifest: { ...contents.manifest, version: 2 as 1 } });
  expect(decodeContents(later)).toEqual({ ok: false, error: { code: "newer" } });
});

it("reads or refuses whatever it is given, and takes nothing that was cut", () => {
  const bytes = encodeContents(contents);
  fc.assert(
    fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), fc.boolean(), (at, byte, cut) => {
      const changed = cut ? bytes.slice(0, at) : bytes.slice();
      if (!cut) changed[at] = (changed[at] ?? 0) ^ byte;
      const decoded = decodeContents(changed);
      if (cut) expect(decoded).toEqual({ ok: false, error: { code: "damaged" } });
    }),
    { numRuns: 2000 },
  );
});

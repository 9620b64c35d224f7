import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Installed, decideUpdate } from "./decide-update.ts";
import { rolloutPlace } from "./rollout-place.ts";
import type { UpdateManifest } from "./update-manifest.ts";
import { updateManifest } from "./update-manifest.ts";
import { version, versionOrder } from "./version-order.ts";

const nowMs = Date.UTC(2026, 10, 22, 8);
const dayMs = 86_400_000;
const file = { target: "win32-x64", name: "Headroom-1.2.0.exe", sizeBytes: 1_000, sha512: `${"A".repeat(86)}==` } as const;
const manifest: UpdateManifest = {
  format: 1,
  channel: "stable",
  sequence: 5,
  version: "1.2.0",
  issuedAtMs: nowMs - dayMs,
  expiresAtMs: nowMs + 30 * dayMs,
  minimumVersion: null,
  storeVersion: 4,
  rolloutPercent: 100,
  rollback: null,
  notes: { "zh-CN": "", en: "" },
  files: [file],
};
const installed: Installed = { version: "1.1.0", storeVersion: 4, target: "win32-x64", channel: "stable", deviceId: "d", seen: null };
const decide = (changed: Partial<UpdateManifest>, here: Partial<Installed> = {}, at = nowMs) =>
  decideUpdate({ ...manifest, ...changed }, "digest", { ...installed, ...here }, at);
const forward = { kind: "update", direction: "forward", version: "1.2.0", needed: false, file };

describe("what a signed manifest means for a laptop", () => {
  it("offers a newer version, and nothing to who has it or has a newer one", () => {
    expect(decide({})).toEqual(forward);
    expect(decide({}, { version: "1.2.0" })).toEqual({ kind: "current" });
    expect(decide({}, { version: "1.3.0" })).toEqual({ kind: "current" });
  });

  it("refuses what is old, what comes again, what is another's, and what does not fit", () => {
    expect(decide({ expiresAtMs: nowMs })).toEqual({ kind: "refused", why: "expired" });
    expect(decide({}, { seen: { sequence: 6, digest: "x" } })).toEqual({ kind: "refused", why: "replayed" });
    expect(decide({}, { seen: { sequence: 5, digest: "another" } })).toEqual({ kind: "refused", why: "replayed" });
    expect(decide({}, { seen: { sequence: 5, digest: "digest" } })).toEqual(forward);
    expect(decide({ channel: "beta" })).toEqual({ kind: "refused", why: "wrong-channel" });
    expect(decide({}, { target: "linux-x64-deb" })).toEqual({ kind: "refused", why: "not-for-this-system" });
    expect(decide({}, { target: null })).toEqual({ kind: "refused", why: "not-for-this-system" });
  });

  it("goes back only for the versions that are named, and never below the database in use", () => {
    const rollback = { from: ["1.3.0"], reason: { "zh-CN": "", en: "" } };
    expect(decide({ rollback, rolloutPercent: 0 }, { version: "1.3.0" })).toEqual({ ...forward, direction: "back" });
    expect(decide({ rollback }, { version: "1.3.1" })).toEqual({ kind: "current" });
    expect(decide({ rollback }, { version: "1.3.0", storeVersion: 5 })).toEqual({ kind: "refused", why: "store-too-old" });
    // Who has not gone forward yet is offered the older version as any other.
    expect(decide({ rollback })).toEqual(forward);
  });

  it("does not let those wait whose version is no longer supported", () => {
    expect(decide({ rolloutPercent: 0 })).toEqual({ kind: "later", version: "1.2.0" });
    expect(decide({ rolloutPercent: 0, minimumVersion: "1.1.5" })).toEqual({ ...forward, needed: true });
    expect(decide({ rolloutPercent: 0, minimumVersion: "1.1.0" })).toEqual({ kind: "later", version: "1.2.0" });
  });

  it("offers more laptops with every larger share, and takes it back from none", () => {
    fc.assert(
      fc.property(fc.uuid(), fc.float({ min: 0, max: 100, noNaN: true }), fc.float({ min: 0, max: 100, noNaN: true }), (deviceId, a, b) => {
        const [small, large] = a < b ? [a, b] : [b, a];
        const offered = (rolloutPercent: number): boolean => decide({ rolloutPercent }, { deviceId }).kind === "update";
        expect(offered(0)).toBe(false);
        expect(offered(100)).toBe(true);
        if (offered(small)) expect(offered(large)).toBe(true);
        expect(offered(small)).toBe(offered(small));
      }),
    );
  });

  it("spreads laptops evenly, and anew for each version", () => {
    const devices = Array.from({ length: 20_000 }, (_, at) => `device ${at}`);
    for (const share of [1, 10, 50]) {
      const had = devices.filter((device) => rolloutPlace(device, "1.2.0") < share).length / devices.length;
      expect(Math.abs(had * 100 - share)).toBeLessThan(1);
    }
    const early = devices.filter((device) => rolloutPlace(device, "1.2.0") < 10);
    const again = early.filter((device) => rolloutPlace(device, "1.3.0") < 10).length / early.length;
    expect(Math.abs(again - 0.1)).toBeLessThan(0.03);
  });
});

describe("manifests", () => {
  it("name one file a target, beside the manifest", () => {
    expect(updateManifest.safeParse(manifest).success).toBe(true);
    expect(updateManifest.safeParse({ ...manifest, files: [file, file] }).success).toBe(false);
    for (const name of ["../a.exe", "a/b.exe", ".a", "https://x/a.exe", "a\n.exe", ""])
      expect(updateManifest.safeParse({ ...manifest, files: [{ ...file, name }] }).success).toBe(false);
  });
});

describe("versions", () => {
  it("stand in the order that Semantic Versioning gives", () => {
    const order = [
      "0.9.9",
      "1.0.0-alpha",
      "1.0.0-alpha.1",
      "1.0.0-alpha.beta",
      "1.0.0-beta.2",
      "1.0.0-beta.11",
      "1.0.0-rc.1",
      "1.0.0",
      "1.0.10",
      "1.2.0",
    ];
    for (const text of order) expect(version.safeParse(text).success).toBe(true);
    expect(order.toReversed().toSorted(versionOrder)).toEqual(order);
    for (const [at, older] of order.entries())
      for (const newer of order.slice(at + 1))
        expect([versionOrder(older, newer) < 0, versionOrder(newer, older) > 0]).toEqual([true, true]);
    for (const text of ["1.0", "v1.0.0", "01.0.0", "1.0.0+build", "1.0.0-", ""]) expect(version.safeParse(text).success).toBe(false);
  });
});

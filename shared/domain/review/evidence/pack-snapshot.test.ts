import fc from "fast-check";
import { deflateSync } from "fflate";
import { expect, test } from "vitest";
import { emptySnapshot, sampleSnapshot } from "../../../../test/support/sample-snapshot.ts";
import { fromBase64Text, toBase64Text } from "../../../kernel/base64.ts";
import type { Json } from "../../../kernel/json.ts";
import { canonicalJson } from "./canonical-json.ts";
import { type EvidenceCell, evidenceTableIds, evidenceTables } from "./evidence-tables.ts";
import { packSnapshot, unpackSnapshot } from "./pack-snapshot.ts";
import { sealed, snapshotDigest, snapshotName } from "./seal-snapshot.ts";

const small = emptySnapshot();
const packedSmall = packSnapshot(small);
const packedFull = packSnapshot(sampleSnapshot());

test("a snapshot is read again as it was frozen, and fits into a record", () => {
  expect(unpackSnapshot(packedFull)).toEqual({ ok: true, value: sampleSnapshot() });
  expect(packSnapshot(sampleSnapshot())).toBe(packedFull);
  expect(packedFull.length).toBeLessThan(100_000);
});

test("whatever stands in its rows comes back", () => {
  const cell = fc.oneof(fc.constant(null), fc.string({ unit: "grapheme", maxLength: 20 }));
  const number = fc.oneof(fc.constant(null), fc.double({ noNaN: true, noDefaultInfinity: true }));
  fc.assert(
    fc.property(fc.array(fc.record({ name: cell, value: number }), { maxLength: 8 }), (rows) => {
      const { id: _id, digest: _digest, ...content } = small;
      const table = small.evidence.targets;
      const made = rows.map(({ name, value }): readonly EvidenceCell[] => [name, value === 0 ? 0 : value, null, 1]);
      const snapshot = sealed({ ...content, evidence: { ...small.evidence, targets: { ...table, rows: made } } });
      expect(unpackSnapshot(packSnapshot(snapshot))).toEqual({ ok: true, value: snapshot });
    }),
  );
});

test("what was damaged is an error, whatever was damaged", () => {
  const bytes = fromBase64Text(packedSmall) ?? new Uint8Array();
  const isError = (packed: string): boolean => {
    const read = unpackSnapshot(packed);
    return !read.ok;
  };
  fc.assert(
    fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, by) => {
      const damaged = bytes.slice();
      damaged[at] = (damaged[at] ?? 0) ^ by;
      const read = unpackSnapshot(toBase64Text(damaged));
      // Bits behind the last block mean nothing.
      expect(!read.ok || canonicalJson(read.value as unknown as Json) === canonicalJson(small as unknown as Json)).toBe(true);
    }),
    { numRuns: 800 },
  );
  fc.assert(
    fc.property(fc.nat(packedSmall.length - 8), (length) => isError(packedSmall.slice(0, length))),
    { numRuns: 200 },
  );
  fc.assert(fc.property(fc.oneof(fc.string(), fc.base64String(), fc.uint8Array().map(toBase64Text)), isError), { numRuns: 300 });
  fc.assert(
    fc.property(fc.json(), (json) => isError(toBase64Text(deflateSync(new TextEncoder().encode(json))))),
    { numRuns: 300 },
  );
});

test("a number that somebody changed in it is noticed", () => {
  const full = sampleSnapshot();
  const [first = [], ...others] = full.evidence.usageDays.rows;
  const forged = {
    ...full,
    evidence: { ...full.evidence, usageDays: { ...full.evidence.usageDays, rows: [first.with(3, 99_999), ...others] } },
  };
  expect(unpackSnapshot(packSnapshot(forged))).toEqual({ ok: false, error: { code: "altered" } });
});

test("a few bytes that would be gigabytes are refused", () => {
  const bomb = toBase64Text(deflateSync(new Uint8Array(24_000_000), { level: 9 }));
  expect(bomb.length).toBeLessThan(100_000);
  expect([unpackSnapshot(bomb), unpackSnapshot("A".repeat(400_004))]).toEqual([
    { ok: false, error: { code: "too_large" } },
    { ok: false, error: { code: "too_large" } },
  ]);
});

test("a snapshot of a version without a column does not know what stands in it", () => {
  const { id: _id, digest: _digest, ...content } = sampleSnapshot();
  const columns = Object.fromEntries(
    evidenceTableIds.map((id) => [id, Object.keys(evidenceTables[id]).slice(0, id === "surveys" ? 3 : 60)]),
  );
  const { surveys } = content.evidence;
  const rows = surveys.rows.map((row) => row.slice(0, 3));
  const older = { ...content, evidence: { ...content.evidence, surveys: { ...surveys, rows } } };
  const digest = snapshotDigest(older, columns);
  const tables = Object.fromEntries(
    evidenceTableIds.map((id) => {
      const { rows: own, ...rest } = older.evidence[id];
      return [id, { ...rest, columns: columns[id], cells: columns[id]?.map((_, place) => own.map((row) => row[place] ?? null)) }];
    }),
  );
  const json = JSON.stringify({ ...older, id: snapshotName(digest), digest, evidence: tables });
  const read = unpackSnapshot(toBase64Text(deflateSync(new TextEncoder().encode(json))));
  expect(read.ok && read.value.evidence.surveys.rows).toEqual(rows.map((row) => [...row, null]));
});

import { expect, test } from "vitest";
import { sampleRing } from "../../test/support/open-replica.ts";
import { type Place, Sealer, sameSeal, type Sealed } from "./sealing.ts";

const place: Place = ["pages", 1, "account", 0];
const payload = new TextEncoder().encode("北极星物流 canary");
const damaged = { code: "damaged" };

function flipped(sealed: Sealed, at: number): Sealed {
  const copy = sealed.slice();
  copy[at] = (copy[at] ?? 0) ^ 1;
  return copy;
}

test("what is sealed opens in its place with its key, and nowhere else", async () => {
  const sealer = new Sealer(sampleRing(["c1"]), crypto);
  const sealed = await sealer.seal(place, payload);
  expect(await sealer.open(place, sealed)).toEqual(payload);
  expect(Buffer.from(sealed).includes(Buffer.from("canary"))).toBe(false);
  for (const other of [
    ["pages", 2, "account", 0],
    ["pages", 1, "account", 1],
    ["packs", 1, "account", 0],
  ] satisfies Place[])
    await expect(sealer.open(other, sealed)).rejects.toMatchObject(damaged);
  await expect(new Sealer(sampleRing(["c1"], 7), crypto).open(place, sealed)).rejects.toMatchObject(damaged);
  await expect(new Sealer(sampleRing(["c2"]), crypto).open(place, sealed)).rejects.toMatchObject({ code: "unknown-key" });
});

test("not one bit can be changed, and nothing is opened of what is cut or missing", async () => {
  const sealer = new Sealer(sampleRing(["c1"]), crypto);
  const sealed = await sealer.seal(place, payload);
  const opened = await Promise.all(
    Array.from({ length: sealed.length }, (_, at) =>
      sealer.open(place, flipped(sealed, at)).then(
        () => at,
        () => null,
      ),
    ),
  );
  expect(opened.filter((at) => at !== null)).toEqual([]);
  for (const bytes of [undefined, new Uint8Array(), sealed.slice(0, 20), sealed.slice(0, -1)])
    await expect(sealer.open(place, bytes)).rejects.toMatchObject(damaged);
});

test("the newest key seals, every one of the ring opens, and their bytes are overwritten", async () => {
  const before = await new Sealer(sampleRing(["c1"]), crypto).seal(place, payload);
  const ring = sampleRing(["c1", "c2"]);
  const sealer = new Sealer(ring, crypto);
  expect(await sealer.open(place, before)).toEqual(payload);
  const after = await sealer.seal(place, payload);
  expect([sealer.isNewest(before), sealer.isNewest(after), sealer.names]).toEqual([false, true, ["c1", "c2"]]);
  expect(ring.flatMap(({ bytes }) => [...bytes]).every((byte) => byte === 0)).toBe(true);
  sealer.retire();
  await expect(sealer.open(place, before)).rejects.toMatchObject({ code: "unknown-key" });
});

test("a key of which this window has not heard is asked for, once for many", async () => {
  const sealed = await new Sealer(sampleRing(["c1", "c2"]), crypto).seal(place, payload);
  let asked = 0;
  const sealer = new Sealer(sampleRing(["c1"]), crypto, async () => {
    asked += 1;
    return sampleRing(["c1", "c2"]);
  });
  expect(await Promise.all([sealer.open(place, sealed), sealer.open(place, sealed)])).toEqual([payload, payload]);
  expect([asked, sealer.newest]).toEqual([1, "c2"]);
});

test("no two sealings are the same", async () => {
  const sealer = new Sealer(sampleRing(["c1"]), crypto);
  const [a, b] = await Promise.all([sealer.seal(place, payload), sealer.seal(place, payload)]);
  expect([sameSeal(a, b), sameSeal(a, a.slice()), sameSeal(undefined, undefined), sameSeal(a, undefined)]).toEqual([
    false,
    true,
    true,
    false,
  ]);
});

import { createHash, randomBytes } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { headerBytes, openPack, type PackTools, packTools, readHeader, sealPack } from "./site-pack-file.ts";

/** One hash in place of scrypt: what is tested is the file, a thousand times. */
const quick: PackTools = {
  random: randomBytes,
  keyOf: async (passphrase, salt) => createHash("sha256").update(salt).update(passphrase).digest(),
};
const times = { madeAtMs: Date.UTC(2026, 10, 20), expiresAtMs: Date.UTC(2026, 10, 27) };
const secret = Buffer.from("customer text that nobody else may read");
/** Does not get small: several frames. */
const large = Buffer.concat([secret, randomBytes(2_500_000)]);

async function codeOf(file: Buffer, passphrase = "right words"): Promise<string> {
  const opened = await openPack(file, passphrase, quick);
  return opened.ok ? "opened" : opened.error.code;
}

describe("a site pack's file", () => {
  it("gives back what was sealed, with scrypt as it is in the product, to the same characters typed in another way", async () => {
    const tools = packTools(randomBytes);
    const file = await sealPack(secret, "caf\u00e9 \u5bc6\u7801 \uff11\uff12", times, tools);
    const opened = await openPack(file, "cafe\u0301 \u5bc6\u7801 12", tools);
    expect(opened.ok && opened.value.equals(secret)).toBe(true);
    expect(readHeader(file)).toMatchObject({ ok: true, value: { cost: { n: 2 ** 17, r: 8, p: 1 }, ...times } });
  }, 60_000);

  it("has nothing of its content in the clear, and shares no byte of ciphertext with another one of the same", async () => {
    const [one, two] = [await sealPack(secret, "right words", times, quick), await sealPack(secret, "right words", times, quick)];
    expect(one.includes("customer")).toBe(false);
    expect(one.subarray(headerBytes).equals(two.subarray(headerBytes))).toBe(false);
  });

  it.each([0, 1, 1024 * 1024, large.length])("opens a content of %i bytes", async (length) => {
    const content = large.subarray(0, length);
    const opened = await openPack(await sealPack(content, "right words", times, quick), "right words", quick);
    expect(opened.ok && opened.value.equals(content)).toBe(true);
  });

  it("tells a wrong passphrase, another file, a newer version, an edited date, a cut and a longer file from each other", async () => {
    const file = await sealPack(large, "right words", times, quick);
    const edited = (at: number, byte: number): Buffer => {
      const copy = Buffer.from(file);
      copy.writeUInt8(byte, at);
      return copy;
    };
    // The byte of the expiry that is worth eighteen hours.
    const later = edited(52, (file.readUInt8(52) + 1) % 256);
    const read = readHeader(later);
    expect(read.ok && read.value.expiresAtMs !== times.expiresAtMs).toBe(true);
    expect([
      await codeOf(file, "wrong words"),
      await codeOf(Buffer.from("PK\u0003\u0004 a zip archive, renamed by hand to look like a pack of this console")),
      await codeOf(edited(4, 2)),
      await codeOf(later),
      await codeOf(edited(5, 30)),
      await codeOf(file.subarray(0, 40)),
      await codeOf(file.subarray(0, file.length - 5)),
      await codeOf(file.subarray(0, headerBytes + 16)),
      await codeOf(Buffer.concat([file, Buffer.from("more")])),
    ]).toEqual(["wrong-passphrase", "not-a-pack", "newer", "damaged", "damaged", "truncated", "truncated", "truncated", "damaged"]);
  });

  it("knows a file that was cut between two frames, and frames that changed places", async () => {
    const file = await sealPack(large, "right words", times, quick);
    const first = headerBytes + 16;
    const frame = 4 + 1024 * 1024 + 16;
    const [one, two] = [file.subarray(first, first + frame), file.subarray(first + frame, first + 2 * frame)];
    expect([
      await codeOf(file.subarray(0, first + frame)),
      await codeOf(Buffer.concat([file.subarray(0, first), two, one, file.subarray(first + 2 * frame)])),
    ]).toEqual(["truncated", "damaged"]);
  });

  it("refuses a content that unpacks to more than a pack may hold", async () => {
    const bomb = await sealPack(Buffer.alloc(201 * 1024 * 1024), "right words", times, quick);
    expect(bomb.length).toBeLessThan(1024 * 1024);
    expect(await codeOf(bomb)).toBe("too-large");
  }, 60_000);

  it("opens or refuses whatever bytes it is given, and never gives out others than were sealed", async () => {
    const file = await sealPack(Buffer.concat([secret, randomBytes(3000)]), "right words", times, quick);
    const codes = new Set<string>();
    const change = fc.oneof(
      fc.record({ at: fc.nat(file.length - 1), byte: fc.integer({ min: 1, max: 255 }) }).map(({ at, byte }) => {
        const copy = Buffer.from(file);
        copy.writeUInt8(copy.readUInt8(at) ^ byte, at);
        return copy;
      }),
      fc.nat(file.length - 1).map((length) => file.subarray(0, length)),
      fc
        .record({ from: fc.nat(file.length - 1), to: fc.nat(file.length - 1), length: fc.integer({ min: 1, max: 400 }) })
        .map(({ from, to, length }) => {
          const copy = Buffer.from(file);
          file.copy(copy, to, from, from + length);
          return copy.equals(file) ? Buffer.alloc(0) : copy;
        }),
      fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.concat([file.subarray(0, bytes.length % 90), bytes])),
      fc.uint8Array({ minLength: 1, maxLength: 60 }).map((bytes) => Buffer.concat([file, bytes])),
    );
    await fc.assert(
      fc.asyncProperty(change, async (bytes) => {
        const code = await codeOf(bytes);
        codes.add(code);
        expect(code).not.toBe("opened");
      }),
      { numRuns: 3000 },
    );
    expect([...codes].toSorted()).toEqual(["damaged", "newer", "not-a-pack", "truncated", "wrong-passphrase"]);
  }, 120_000);
});

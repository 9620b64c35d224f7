import { describe, expect, it } from "vitest";
import { newPackPassphrase, packPassphraseFault } from "./pack-passphrase.ts";

describe("the passphrase of a pack", () => {
  it("is six spoken words, each of 6,400 alike likely, and strong by its own rule", () => {
    let next = 0;
    const bytes = (): number => (next = (next + 97) % 256);
    const first = newPackPassphrase(bytes);
    expect(first).toMatch(/^(?:[bdfghjklmnprstvz][aeiou]){2}(?:-(?:[bdfghjklmnprstvz][aeiou]){2}){5}$/);
    expect(packPassphraseFault(first, ["Nova Live"])).toBeNull();
    const syllables = new Map<string, number>();
    for (let byte = 0; byte < 256; byte += 1) {
      const given = [byte, ...Array.from({ length: 11 }, () => 0)];
      const syllable = newPackPassphrase(() => given.shift() ?? 0).slice(0, 2);
      syllables.set(syllable, (syllables.get(syllable) ?? 0) + 1);
    }
    // Sixteen bytes are thrown away, and the next one (0) makes the first syllable.
    expect([syllables.size, ...new Set(syllables.values())]).toEqual([80, 19, 3]);
  });

  it.each([
    ["correct horse staple", null],
    ["今天客户现场没有网络", null],
    ["今天现场没网络", "short"],
    ["tooShort4me", "short"],
    ["aaaaaaaaaaaaaaaaaaaa", "simple"],
    ["abcdefghijklmnopqrst", "simple"],
    ["121212121212121212", "simple"],
    ["Nova Live Nova Live 7", "named"],
    ["Nova Live und sieben Zwerge", null],
  ])("%j: %s", (passphrase, fault) => {
    expect(packPassphraseFault(passphrase, ["Nova Live", "NVL"])).toBe(fault);
  });
});

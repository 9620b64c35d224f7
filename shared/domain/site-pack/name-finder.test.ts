import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { foreignTerms } from "./foreign-terms.ts";
import { loadRomanize } from "../search/romanize.ts";
import { blankMark, NameFinder } from "./name-finder.ts";

function finder(names: readonly string[], own: readonly string[] = []): NameFinder {
  return new NameFinder(
    names.map((text) => ({ accountId: "acc_2", text })),
    own,
  );
}

describe("names of other customers in a text", () => {
  it.each([
    ["asked by Nova Live today", "asked by ■■ today"],
    ["NOVA-LIVE, nova.live and ＮｏｖａＬｉｖｅ", "■■, ■■ and ■■"],
    ["Nóva\u200b Li\u00adve\nand nova\tlive", "■■\nand ■■"],
    ["同星河直播一样，星\u3000河·直播也卡顿", "同■■一样，■■也卡顿"],
    ["Novalivery and supernova lives", "Novalivery and supernova lives"],
    ["nothing of anybody", "nothing of anybody"],
  ])("blanks %j however it is written, and leaves words that only hold it", (text, blanked) => {
    expect(finder(["Nova Live", "星河直播"]).blank(text).text).toBe(blanked);
  });

  it("counts each mention once, also where an alias lies within a name", () => {
    const one = finder(["Nova Live Group", "Nova Live", "Nova"]);
    expect(one.blank("Nova Live Group met Nova, then nova live")).toEqual({ text: "■■ met ■■, then ■■", count: 3 });
  });

  it("takes a short code in one piece only", () => {
    expect(finder(["NYC"]).blank("nyc, N.Y.C. and n y c, any cat").text).toBe("■■, N.Y.C. and n y c, any cat");
  });

  it("leaves what lies within a name of the packed customer", () => {
    expect(finder(["Live", "星河"], ["Starisle Live", "星河湾"]).blank("Starisle Live and Live; 星河湾和星河").text).toBe(
      "Starisle Live and ■■; 星河湾和■■",
    );
  });

  it("knows Chinese names by their pinyin and initials, people by full names, and companies by their addresses", async () => {
    const romanize = await loadRomanize();
    const terms = foreignTerms(
      [{ id: "acc_2", name: "星河直播", aliases: [], code: "XHZB01" }],
      [
        {
          accountId: "acc_2",
          name: "周晓琳",
          channels: [
            { type: "email", value: "xiaolin@xinghe.example" },
            { type: "phone", value: "+86 138 0013 8000" },
          ],
        },
        { accountId: "acc_2", name: "Mark", channels: [{ type: "email", value: "mark77@gmail.com" }] },
      ],
      romanize,
    );
    const text = "Xing He Zhibo (XHZB): 周晓琳, 138-0013-8000 or 8613800138000, ops@xinghe.example, mark77@gmail.com; mark it at gmail.com";
    expect(new NameFinder(terms, []).blank(text).text).toBe("■■ (■■): ■■, 138-0013-8000 or ■■, ops@■■, ■■; mark it at gmail.com");
  });

  it("blanks every name in any text around it, and nothing is longer than it was", () => {
    const names = ["Nova Live", "星河直播", "Café Ünï", "QX-77", "İstanbul Yayın"];
    const one = finder(names);
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.constantFrom(...names), fc.string({ unit: "binary" }), (before, name, after) => {
        const text = `${before} ${name} ${after}`;
        const { text: blanked, count } = one.blank(text);
        expect(count).toBeGreaterThan(0);
        expect(blanked.includes(name)).toBe(false);
        expect(blanked).toContain(blankMark);
        expect(one.count(blanked)).toBe(0);
        expect(blanked.length).toBeLessThanOrEqual(text.normalize("NFC").length);
      }),
      { numRuns: 2000 },
    );
  });
});

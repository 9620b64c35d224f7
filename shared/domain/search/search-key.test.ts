import { beforeAll, describe, expect, test } from "vitest";
import { loadRomanize, type Romanize } from "./romanize.ts";
import { matches, matchRank, searchKey, searchQuery } from "./search-key.ts";

let romanize: Romanize;
beforeAll(async () => {
  romanize = await loadRomanize();
});

const found = (text: string, typed: string): boolean => matches(searchKey(text, romanize), searchQuery(typed));

describe("search as you type", () => {
  test.each([
    ["北京星光直播", "星光"],
    ["北京星光直播", "bjxg"],
    ["北京星光直播", "beijing"],
    ["北京星光直播", "xingg"],
    ["北京星光直播", "bjingxg"],
    ["重庆长空科技", "chongqing"],
    ["重庆长空科技", "cqck"],
    ["绿洲语音", "lvzhou"],
    ["Aurora Live", "AURORA"],
    ["Aurora Live", "live aur"],
    ["Café Voz", "cafe"],
    ["ＡＢＣ直播", "abc"],
    ["华东区域视频严重卡顿", "华东卡顿"],
  ])("%s is found by %s", (text, typed) => {
    expect(found(text, typed)).toBe(true);
  });

  test.each([
    ["北京星光直播", "bg"],
    ["北京星光直播", "上海"],
    ["Aurora Live", "aurora dead"],
    ["Aurora Live", "al"],
  ])("%s is not found by %s", (text, typed) => {
    expect(found(text, typed)).toBe(false);
  });

  test("an empty query finds everything", () => {
    expect(found("anything", "  ")).toBe(true);
  });

  test("a beginning ranks before a word, a word before a middle, and pinyin last", () => {
    const rank = (text: string): number | null => matchRank(searchKey(text, romanize), searchQuery("star"));
    expect([rank("Star Live"), rank("Big Star"), rank("upstart"), rank("Moon")]).toEqual([0, 1, 2, null]);
    expect(matchRank(searchKey("星光", romanize), searchQuery("xg"))).toBe(3);
  });

  test("without the dictionary text still matches by its characters", () => {
    const key = searchKey("星光 Live", null);
    expect([matches(key, searchQuery("星光")), matches(key, searchQuery("xg"))]).toEqual([true, false]);
  });
});

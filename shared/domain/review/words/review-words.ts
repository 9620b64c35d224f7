import type { ReviewLocale } from "../compose/review-document.ts";
import { en } from "./en.ts";
import { zhCn } from "./zh-cn.ts";

type EnglishKey = keyof typeof en;
/** A key of the words that customers read. English has `key#one` beside `key` where one and many differ; `key#letter` stands in its place in a letter. */
export type WordKey = Exclude<EnglishKey, `${string}#one` | `${string}#letter`>;

/** Names between braces. */
export type Holes<K extends WordKey> = HolesOf<(typeof en)[K]>;
type HolesOf<Text> = Text extends `${string}{${infer Name}}${infer Rest}` ? Name | HolesOf<Rest> : never;

export const reviewWords: Readonly<Record<ReviewLocale, Readonly<Record<WordKey, string>>>> = { en, "zh-CN": zhCn };

import type { Language } from "../../i18n/catalogue.ts";
import type { Contact } from "../contact/contact.ts";
import { oneLine } from "./one-line.ts";

/** Surnames of two characters; every other Chinese surname has one. */
const doubleSurnames = new Set([
  "欧阳",
  "司马",
  "上官",
  "诸葛",
  "东方",
  "皇甫",
  "尉迟",
  "公孙",
  "慕容",
  "令狐",
  "司徒",
  "夏侯",
  "端木",
  "独孤",
  "南宫",
]);

/** Titles whose bearers are spoken to as 总; a technical head who has none of them is not. */
const headTitles = /总|创始人|合伙人|董事|CEO|CTO|COO|CIO|VP|founder|chief|president/i;

/** Where the family name is written first: its bearer's first word is not what friends call him. */
const familyFirst = /^(zh|ja|ko|vi|hu)\b/;

/** How a message begins, with the punctuation of its language: by title where Chinese speaks so, by first name in English. */
export function greetingOf(contact: Pick<Contact, "name" | "title" | "role" | "locale"> | null, language: Language): string {
  const name = contact === null ? "" : oneLine(contact.name, 80);
  if (contact === null || name === "") return language === "zh-CN" ? "您好！" : "Hello,";
  const isHan = /^\p{Script=Han}{2,4}$/u.test(name);
  if (language === "zh-CN") {
    if (!isHan) return `${name}，您好！`;
    const surname = doubleSurnames.has(name.slice(0, 2)) ? name.slice(0, 2) : name.slice(0, 1);
    return contact.role === "decision_maker" || headTitles.test(contact.title) ? `${surname}总，您好！` : `${name}，您好！`;
  }
  const [first = name] = name.split(" ");
  return `Hi ${isHan || familyFirst.test(contact.locale) || first.length < 2 ? name : first},`;
}

import type { Translation } from "../catalogue.ts";
import type { reviews as english } from "../en/reviews.ts";

export const reviews: Translation<typeof english> = {
  title: "服务报告",
  "missing.title": "找不到这份报告",
  "missing.text": "它不在这台电脑上：可能已被放弃，或者属于你看不到的客户。",
};

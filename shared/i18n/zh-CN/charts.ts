import type { Translation } from "../catalogue.ts";
import type { charts as english } from "../en/charts.ts";

export const charts: Translation<typeof english> = {
  "unit.users": "PCU",
  "unit.sessions": "次",
  "unit.ratio": "%",
  "unit.ms": "ms",
  "unit.points": "分（满分 100）",
  gap: "缺 {{duration}}",
  noData: "此期间无数据",

  showTable: "以表格显示",
  showChart: "以图表显示",
  copyImage: "复制为图片",
  copyCsv: "另存为 CSV",
  imageCopied: "图表已复制为图片",
  time: "时间",

  yours: "你的 {{time}}",
  instructions: "左右方向键移动光标，Home 与 End 到两端。",

  capacity: "已备 {{value}}",
  "forecast.actual": "实际",
  "forecast.whatIf": "假设",
  "forecast.supposed": "假设 {{value}}",
  "forecast.now": "现在 {{time}}",
};

import type { Translation } from "../catalogue.ts";
import type { palette as english } from "../en/palette.ts";

export const palette: Translation<typeof english> = {
  title: "搜索与命令",
  placeholder: "客户、联系人、故障或命令",
  none: "没有与「{{query}}」匹配的结果",
  "none.hint": "可按名称、代号、拼音首字母、联系人或故障编号搜索。",
  "group.commands": "命令",
  "group.accounts": "客户",
  "group.contacts": "联系人",
  "group.incidents": "故障",
  "hint.move": "移动",
  "hint.open": "打开",
  "hint.close": "关闭",
  "go.today": "前往今日",
  "go.accounts": "前往客户",
  "go.portfolio": "前往全局",
  "go.incidents": "前往故障",
  "go.sync": "前往同步",
  "go.settings": "前往设置",
  "theme.light": "浅色主题",
  "theme.dark": "深色主题",
  "theme.system": "跟随系统主题",
  "language.zh-CN": "切换到中文",
  "language.en": "Switch to English",
  "density.compact": "紧凑行距",
  "density.comfortable": "宽松行距",
};

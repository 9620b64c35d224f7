type GoalText = Readonly<Record<"title" | "measure" | "target", string>> & { readonly baseline: string | null };

/** What customers want to reach with us. */
export const goalTexts: Readonly<Record<"zh" | "en", readonly GoalText[]>> = {
  zh: [
    { title: "晚高峰卡顿率降到行业前列", measure: "视频卡顿率（600 毫秒），19–23 点", baseline: "2.6 %", target: "≤ 1.8 %" },
    { title: "大促零事故", measure: "大促当日 P0、P1 故障数", baseline: null, target: "0" },
  ],
  en: [
    {
      title: "Evening freezes among the best of the field",
      measure: "Video freeze rate (600 ms), 19–23 h",
      baseline: "2.6 %",
      target: "≤ 1.8 %",
    },
    { title: "A sale without an incident", measure: "P0 and P1 on the day of the sale", baseline: null, target: "0" },
  ],
};

/** What who leaves adds to a brief. */
export const handoverNotes: Readonly<Record<"zh" | "en", string>> = {
  zh: "技术负责人说话直，但只要有数据就好谈。\n去年底那次故障他们内部复盘过两轮，别主动提赔付，先讲改进项做到了哪里。\n决策人只看一页纸，带图。",
  en: "The technical lead is blunt, and fair once there are numbers.\nThey went over last winter's outage twice inside the house: start with what was improved, not with credits.\nThe decision maker reads one page, with a chart.",
};

/** Subjects of messages before a peak. Slots: {event} {region}. */
export const outreachSubjects = {
  zh: [
    "{event}：{region}峰值与扩容确认",
    "请确认{event}的预计峰值（{region}）",
    "{event}保障方案：容量、预热与值守",
    "{region}容量余量提醒：{event}",
    "{event}期间{region}并发预估，请回复",
  ],
  en: [
    "{event}: expected peak and capacity in {region}",
    "Please confirm the peak you expect for {event} ({region})",
    "{event}: capacity, warm-up and people on duty",
    "Headroom in {region} for {event}",
    "How many users do you expect in {region} for {event}?",
  ],
} as const;

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

/** What messages say. Slots: {greeting} {event} {region} {expected} {capacity} {lead} {csm}. */
export const outreachBodies = {
  zh: [
    "{greeting}，您好：\n\n{event}将至。根据贵司近期用量，我们预计{region}峰值并发约为 {expected}，目前已备容量 {capacity}。\n\n请协助确认：\n1. 贵司预计的峰值并发是多少？\n2. 是否需要我们提前扩容？{region}扩容需要 {lead} 个工作日。\n\n谢谢！\n{csm}",
    "{greeting}，您好：\n\n为{event}做容量准备，想和您核对一下预期。我们这边的预测是{region} {expected} 并发，已备 {capacity}。如果贵司的预期更高，或推广计划有调整，请尽早告诉我们，扩容需要提前 {lead} 个工作日提出。\n\n{csm}",
  ],
  en: [
    "Dear {greeting},\n\n{event} is coming up. From your recent usage we expect a peak of about {expected} concurrent users in {region}; {capacity} are provisioned today.\n\nCould you please confirm:\n1. What peak do you expect?\n2. Shall we add capacity? {region} needs {lead} working days of notice.\n\nThank you,\n{csm}",
    "Dear {greeting},\n\nWe are preparing capacity for {event} and would like to compare notes. Our forecast for {region} is {expected} concurrent users, with {capacity} provisioned. If you expect more, or if the campaign has changed, please tell us early: we need {lead} working days.\n\nBest regards,\n{csm}",
  ],
} as const;

/** What customers say beside the number. */
export const answerNotes = {
  zh: ["电话确认，运营侧已报备投放计划。", "邮件回复，附投放排期截图。", "群里答复：主会场 20 点开场。", ""],
  en: [
    "Confirmed by phone; the campaign plan is filed.",
    "Answered by mail with the media plan.",
    "Answered in the group: the show opens at 8 p.m.",
    "",
  ],
} as const;

export const requestNotes = {
  zh: ["客户确认后申请，活动后回收。", "按客户预期加 5% 余量。"],
  en: ["Asked for after the customer confirmed; to be returned after the event.", "The customer's number plus 5 % to spare."],
} as const;

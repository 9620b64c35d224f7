import { type Language, languageOf } from "../../i18n/catalogue.ts";
import type { Contact } from "../contact/contact.ts";
import type { Account } from "../account/account.ts";
import type { Incident } from "../incident/incident.ts";
import { greetingOf } from "../outreach/greeting.ts";
import { oneLine } from "../outreach/one-line.ts";
import type { MessageText } from "../outreach/message-text.ts";
import type { Task } from "../task/task.ts";
import type { Postmortem } from "./postmortem.ts";

interface Words {
  readonly subject: (account: string, title: string, number: string) => string;
  readonly intro: (title: string, number: string) => string;
  readonly cause: string;
  readonly fix: string;
  readonly prevention: string;
  readonly due: (day: string) => string;
  readonly attached: string;
  readonly close: string;
}

const words: Readonly<Record<Language, Words>> = {
  "zh-CN": {
    subject: (account, title, number) => `${account}：${title}（${number}）复盘报告`,
    intro: (title, number) => `${title}（${number}）的复盘已经完成，结论如下。`,
    cause: "根因",
    fix: "修复",
    prevention: "改进措施",
    due: (day) => `（计划 ${day} 完成）`,
    attached: "完整报告见附件 PDF，含时间线与影响数据。",
    close: "改进措施的进展我会在下次复盘会上逐项说明。有任何疑问，直接回复这封邮件就能找到我。",
  },
  en: {
    subject: (account, title, number) => `${account}: postmortem of ${number}, ${title}`,
    intro: (title, number) => `We have finished the postmortem of ${number}, ${title}. In short:`,
    cause: "Root cause",
    fix: "Fix",
    prevention: "What we do to prevent it",
    due: (day) => ` (by ${day})`,
    attached: "The whole report with timeline and impact is attached as a PDF.",
    close: "I will go through the progress of these measures in our next review. Any questions, just reply and you reach me directly.",
  },
};

/** The mail that carries a published postmortem. `texts` of the postmortem have their values in place. */
export function postmortemMessage(input: {
  readonly postmortem: Postmortem;
  readonly incident: Pick<Incident, "title" | "number">;
  readonly account: Pick<Account, "name">;
  readonly contact: Pick<Contact, "name" | "title" | "role" | "locale"> | null;
  readonly author: { readonly name: string } | null;
  readonly companyName: string | null;
  readonly tasks: readonly Pick<Task, "title" | "dueOn" | "state">[];
}): MessageText {
  const { postmortem: pm, incident, account, contact, author, companyName, tasks } = input;
  const language = languageOf(pm.locale);
  const t = words[language];
  const colon = language === "zh-CN" ? "：" : ": ";
  const items = tasks
    .filter((task) => task.state !== "dropped")
    .map((task) => `· ${task.title}${task.dueOn === null ? "" : t.due(task.dueOn)}`);
  const body = [
    greetingOf(contact, language),
    t.intro(incident.title, incident.number),
    pm.summary,
    `${t.cause}${colon}${pm.rootCause}`,
    `${t.fix}${colon}${pm.longTermFix}`,
    items.length === 0 ? "" : [`${t.prevention}${colon}`.trimEnd(), ...items].join("\n"),
    t.attached,
    t.close,
    [author?.name, companyName].filter(Boolean).join("\n"),
  ];
  return {
    subject: oneLine(t.subject(account.name, incident.title, incident.number), 300),
    body: body.filter((part) => part.trim() !== "").join("\n\n"),
  };
}

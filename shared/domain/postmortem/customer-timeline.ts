import type { Language } from "../../i18n/catalogue.ts";
import type { IncidentEvent } from "../incident/incident-event.ts";
import { eventChanges } from "../incident/event-changes.ts";
import { type InternalName, roleOfGroup, roleWords, sentenceCase, withRoles } from "./people-roles.ts";
import type { Postmortem } from "./postmortem.ts";
import { stripLead } from "./strip-lead.ts";

type TimelineEntry = Postmortem["timeline"][number];

interface Sentences {
  readonly asked: string;
  readonly vendor: string;
  readonly vendorBack: string;
  readonly handed: (role: string) => string;
  readonly severity: (from: string, to: string) => string;
  readonly problem: string;
  readonly workaround: (text: string) => string;
  readonly resolved: (text: string) => string;
  readonly restored: string;
  readonly closed: string;
  readonly reopened: string;
}

const sentences: Readonly<Record<Language, Sentences>> = {
  "zh-CN": {
    asked: "已请贵司协助提供排查所需信息。",
    vendor: "已联系外部供应方协同处理。",
    vendorBack: "外部供应方已反馈，继续验证。",
    handed: (role) => `${role}接手处理。`,
    severity: (from, to) => `影响等级由 ${from} 调整为 ${to}。`,
    problem: "业务已通过临时方案恢复，继续查找根因。",
    workaround: (text) => `提供临时方案：${text}`,
    resolved: (text) => `恢复：${text}`,
    restored: "服务恢复。",
    closed: "确认恢复，事件关闭。",
    reopened: "问题再次出现，重新处理。",
  },
  en: {
    asked: "We asked you for the information needed to go on.",
    vendor: "We involved an outside supplier.",
    vendorBack: "The supplier answered; we verified the result.",
    handed: (role) => `${sentenceCase(role)} took over.`,
    severity: (from, to) => `Severity changed from ${from} to ${to}.`,
    problem: "Service was back with the workaround; we went on looking for the root cause.",
    workaround: (text) => `Workaround given: ${text}`,
    resolved: (text) => `Resolved: ${text}`,
    restored: "Service restored.",
    closed: "Recovery confirmed, incident closed.",
    reopened: "The problem came back and was taken up again.",
  },
};

/**
 * The log as the customer may read it: what was reported, told, handed on and mended. Notes, judgements of replies and who blamed whom stay
 * inside; a hand-over says the role that took over, not the words that went with it. People and groups are named by their role. Every entry
 * keeps the line of the log that it was made from.
 */
export function customerTimeline(
  events: readonly IncidentEvent[],
  names: readonly InternalName[],
  language: Language,
): readonly TimelineEntry[] {
  return events.flatMap((event, i): readonly TimelineEntry[] => {
    const said = sentenceOf(events[i - 1] ?? null, event, language);
    const text = said === null ? "" : withRoles(said, names, language).trim();
    return text === "" ? [] : [{ at: event.at, text: text.slice(0, 1000), eventId: event.id }];
  });
}

function sentenceOf(before: IncidentEvent | null, event: IncidentEvent, language: Language): string | null {
  const words = sentences[language];
  if (before === null) return event.text === "" ? null : event.text;
  switch (event.type) {
    case "note":
    case "response_marked":
    case "escalated":
      return null;
    case "customer_message":
    case "customer_update":
      return event.text;
    case "workaround_given":
      return words.workaround(stripLead(event.text));
    case "opened":
    case "updated":
    case "assigned":
    case "state_changed":
    case "severity_changed":
      return changeOf(before, event, language);
  }
}

function changeOf(before: IncidentEvent, event: IncidentEvent, language: Language): string | null {
  const words = sentences[language];
  for (const change of eventChanges(before, event)) {
    if (change.type === "state") {
      if (change.reopened) return words.reopened;
      switch (change.to) {
        case "resolved": {
          const fix = stripLead(event.text);
          return fix === "" ? words.restored : words.resolved(fix);
        }
        case "closed":
          return words.closed;
        case "awaiting_customer":
          return words.asked;
        case "awaiting_vendor":
          return words.vendor;
        case "awaiting_problem":
          return words.problem;
        case "active":
          if (before.state === "awaiting_vendor") return words.vendorBack;
          break;
        case "new":
          break;
      }
    }
    if (change.type === "severity") return words.severity(change.from, change.to);
  }
  const [from, to] = [roleOfGroup(before.holderGroup), roleOfGroup(event.holderGroup)];
  const handed = event.holderGroup !== null && from !== to && to !== "us";
  return handed ? words.handed(roleWords[language][to]) : null;
}

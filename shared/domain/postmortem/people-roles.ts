import type { Language } from "../../i18n/catalogue.ts";
import type { IncidentEvent } from "../incident/incident-event.ts";

/** Rungs of a support organisation as a customer may read of them. */
export const teamRoles = ["support", "experts", "architects", "engineering", "us"] as const;
export type TeamRole = (typeof teamRoles)[number];

const patterns: readonly (readonly [TeamRole, RegExp])[] = [
  ["engineering", /研发|开发|r&d|research|develop|engineer/i],
  ["architects", /架构|architect/i],
  ["experts", /专家|二线|expert|specialist|second line/i],
  ["support", /一线|支持|客服|值班|值守|front|support|desk|duty|first line/i],
];

/** What a group of ours is to a customer, by its name. */
export function roleOfGroup(group: string | null): TeamRole {
  return patterns.find(([, pattern]) => pattern.test(group ?? ""))?.[0] ?? "us";
}

export const roleWords: Readonly<Record<Language, Readonly<Record<TeamRole, string>>>> = {
  "zh-CN": { support: "技术支持", experts: "技术专家", architects: "架构师", engineering: "研发团队", us: "我方" },
  en: {
    support: "our support team",
    experts: "our specialists",
    architects: "our architects",
    engineering: "our engineering team",
    us: "our team",
  },
};

/** A name that no customer reads, and what stands for it. */
export interface InternalName {
  readonly name: string;
  readonly role: TeamRole;
}

/** Names of our people and groups in a log, longest first; `colleagues` are further names that must not be read. */
export function internalNames(events: readonly IncidentEvent[], colleagues: readonly string[]): readonly InternalName[] {
  const roles = new Map<string, TeamRole>();
  for (const { holderGroup, holderName } of events) {
    const role = roleOfGroup(holderGroup);
    if (holderName !== null) roles.set(holderName, role);
    if (holderGroup !== null) roles.set(holderGroup, role);
  }
  for (const name of colleagues) if (!roles.has(name)) roles.set(name, "us");
  return [...roles]
    .filter(([name]) => name.trim().length > 1)
    .map(([name, role]) => ({ name, role }))
    .toSorted((a, b) => b.name.length - a.name.length || (a.name < b.name ? -1 : 1));
}

/** Whether a text names somebody: Latin names as whole words, whatever their case; others as they are written. */
export function mentions(text: string, name: string): boolean {
  return patternOf(name).test(text);
}

/** The text with every name replaced by its role. */
export function withRoles(text: string, names: readonly InternalName[], language: Language): string {
  return names.reduce((said, { name, role }) => said.replaceAll(patternOf(name), roleWords[language][role]), text);
}

/** Begins a sentence: English roles are written small. */
export function sentenceCase(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function patternOf(name: string): RegExp {
  const escaped = name.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
  const isLatin = /^[\p{Script=Latin}\d\s&.'’-]+$/u.test(name);
  return isLatin ? new RegExp(String.raw`(?<![\p{L}\d])${escaped}(?![\p{L}\d])`, "giu") : new RegExp(escaped, "gu");
}

import type { Language } from "../../i18n/catalogue.ts";
import { catalogues } from "../../i18n/catalogues.ts";
import { formatCompact, formatNumber, formatPercent, formatSigned, joinDots } from "../../i18n/format-number.ts";
import { formatDay, formatTime, formatZone } from "../../i18n/format-time.ts";
import { daysUntil } from "../contract/days-left.ts";
import type { BothLanguages } from "../playbook/playbook.ts";
import type { PrintBlock, PrintDocument } from "../print/print-document.ts";
import { briefWords, type BriefWords } from "./brief-words.ts";
import { cutText, type HandoverFacts } from "./handover.ts";

export const briefSections = ["note", "state", "summary", "promises", "peaks", "people", "problems", "running", "goals"] as const;
export type BriefSectionId = (typeof briefSections)[number];

/** One thing to know: its line, and what else belongs to it. */
export interface BriefItem {
  readonly text: string;
  readonly details: readonly string[];
}

export interface BriefSection {
  readonly id: BriefSectionId;
  readonly title: string;
  /** Said in place of items when there are none; a section that may be absent is then left out. */
  readonly empty: string | null;
  readonly items: readonly BriefItem[];
}

/** A brief in words of one language. Times are on the customer's clock, which the head names. */
export interface HandoverBrief {
  readonly language: Language;
  readonly kicker: string;
  readonly title: string;
  readonly asOf: string;
  readonly facts: readonly { readonly label: string; readonly value: string }[];
  readonly sections: readonly BriefSection[];
}

export interface BriefInput {
  readonly facts: HandoverFacts;
  /** What who leaves adds. */
  readonly note: string;
  readonly fromName: string | null;
  /** null = nobody takes it over yet. */
  readonly toName: string | null;
}

/** The brief in a language: the same facts and language give the same words. */
export function handoverBrief(input: BriefInput, language: Language): HandoverBrief {
  const { facts, note, fromName, toName } = input;
  const { account } = facts;
  const pen = penOf(facts, language);
  const { t, domain } = pen;
  const line = (text: string, ...details: readonly string[]): BriefItem => ({ text, details });
  const paragraphs = (text: string): readonly BriefItem[] =>
    text
      .split("\n")
      .filter((one) => one.trim() !== "")
      .map((one) => line(one.trim()));
  const section = (id: BriefSectionId, items: readonly BriefItem[], empty: string | null = null): readonly BriefSection[] =>
    items.length === 0 && empty === null ? [] : [{ id, title: t.sections[id], empty: items.length === 0 ? empty : null, items }];
  return {
    language,
    kicker: t.kicker,
    title: t.title(account.name),
    asOf: t.asOf(pen.stamp(facts.asOf)),
    facts: [
      { label: t.facts.code, value: account.code },
      { label: t.facts.tier, value: domain[`tier.${account.tier}`] ?? account.tier },
      { label: t.facts.scenario, value: domain[`scenario.${account.scenario}`] ?? account.scenario },
      { label: t.facts.zone, value: formatZone(Date.parse(facts.asOf), account.timeZone, language) },
      { label: t.facts.language, value: account.locale },
      { label: t.facts.from, value: fromName ?? "—" },
      { label: t.facts.to, value: toName ?? "—" },
    ],
    sections: [
      ...section("note", paragraphs(note)),
      ...section("state", stateItems(facts, pen)),
      ...section("summary", paragraphs(account.summary)),
      ...section("promises", promiseItems(facts, pen), t.noPromises),
      ...section(
        "peaks",
        facts.peaks.map((peak) => peakItem(peak, pen)),
        t.noPeaks,
      ),
      ...section(
        "people",
        facts.people.map((person) => personItem(person, pen)),
        t.noPeople,
      ),
      ...section(
        "problems",
        facts.problems.map((problem) => problemItem(problem, pen)),
        t.noProblems,
      ),
      ...section("running", runningItems(facts, pen), t.noRunning),
      ...section(
        "goals",
        facts.goals.map((goal) => line(t.goal(goal.title, goal.measure, goal.target, pen.day(goal.dueOn)))),
      ),
    ],
  };
}

interface Pen {
  readonly t: BriefWords;
  readonly language: Language;
  readonly domain: Readonly<Record<string, string>>;
  readonly health: Readonly<Record<string, string>>;
  readonly asOfMs: number;
  /** On the customer's clock. */
  readonly stamp: (at: string, zone?: string) => string;
  readonly day: (day: string | null) => string;
  readonly title: (one: { readonly title: string; readonly titles: BothLanguages | null }) => string;
}

function penOf({ account, asOf }: HandoverFacts, language: Language): Pen {
  const t = briefWords[language];
  return {
    t,
    language,
    domain: catalogues[language].domain,
    health: catalogues[language].health,
    asOfMs: Date.parse(asOf),
    stamp: (at, zone = account.timeZone) => `${formatDay(Date.parse(at), zone)} ${formatTime(Date.parse(at), zone)}`,
    day: (day) => day ?? t.noDay,
    title: ({ title, titles }) => (titles === null ? title : language === "zh-CN" ? titles.zh : titles.en),
  };
}

function stateItems(facts: HandoverFacts, { t, language, domain, health: rules, stamp }: Pen): readonly BriefItem[] {
  const points = (milli: number): string => formatNumber(milli / 1000, language, 1);
  const { health, renewal } = facts;
  const scored: BriefItem =
    health === null || health.scoreMilli === null
      ? { text: t.noHealth, details: [] }
      : {
          text: t.health(
            formatNumber(Math.round(health.scoreMilli / 1000), language),
            domain[`state.${health.grade}`] ?? health.grade,
            formatPercent(health.confidence, language, 0),
            stamp(health.asOf),
          ),
          details: [
            ...(health.change7dMilli === null ? [] : [t.change(formatSigned(health.change7dMilli / 1000, language, 1))]),
            ...health.worst.map(({ rule, lostMilli }) => t.lost(rules[`rule.${rule}`] ?? rule, points(lostMilli))),
          ],
        };
  if (renewal === null) return [scored, { text: t.noRenewal, details: [] }];
  const { renewsOn, committedMinutes, usedMinutes } = renewal;
  const committed = formatCompact(committedMinutes, language);
  return [
    scored,
    {
      text: t.renewal(renewsOn, daysUntil(renewsOn, Date.parse(facts.asOf), facts.account.timeZone)),
      details:
        committedMinutes === null
          ? []
          : [usedMinutes === null ? t.committed(committed) : t.minutes(formatCompact(usedMinutes, language), committed)],
    },
  ];
}

function promiseItems(facts: HandoverFacts, { t, domain, stamp, day, title }: Pen): readonly BriefItem[] {
  return [
    ...facts.incidents.map((one) => ({
      text: t.incident(one.number, one.severity, one.title, domain[`incidentState.${one.state}`] ?? one.state),
      details:
        one.clock === null ? [] : [one.dueAt === null ? t.stands : t.due(domain[`clock.${one.clock}`] ?? one.clock, stamp(one.dueAt))],
    })),
    ...facts.commitments.map((one) => ({ text: t.promised(title(one), day(one.dueOn), one.ownerName), details: [] })),
    ...facts.unanswered.map((one) => ({ text: t.unanswered(one.subject, stamp(one.sentAt), one.contactName), details: [] })),
  ];
}

function peakItem(peak: HandoverFacts["peaks"][number], { t, language, domain, stamp }: Pen): BriefItem {
  const region = domain[`region.${peak.region}`] ?? peak.region;
  const chance = peak.pExceed === null ? t.noChance : t.chance(formatPercent(peak.pExceed, language, 0));
  const capacity = peak.capacityPcu === null ? t.none : formatCompact(peak.capacityPcu, language);
  return {
    text: t.peak(
      `${stamp(peak.startsAt, peak.timeZone)} ${formatZone(Date.parse(peak.startsAt), peak.timeZone, language)}`,
      peak.occasion === null ? region : `${region} ${peak.occasion}`,
      chance,
      formatCompact(peak.p90, language),
      capacity,
    ),
    details: [joinDots([t.askBy(peak.askByDay, peak.passed), t.contact[peak.contact], t.request[peak.request]])],
  };
}

function personItem(person: HandoverFacts["people"][number], { t, language, domain, asOfMs }: Pen): BriefItem {
  const clock = (minute: number): string => `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;
  const marks = [...(person.isPrimary ? [t.main] : []), ...(person.onCall ? [t.onCall] : [])];
  return {
    text: joinDots([
      person.name,
      ...(person.title === "" ? [] : [person.title]),
      domain[`contactRole.${person.role}`] ?? person.role,
      ...marks,
    ]),
    details: [
      ...(person.channels.length === 0
        ? []
        : [joinDots(person.channels.map(({ type, value }) => `${domain[`channel.${type}`] ?? type} ${value}`))]),
      ...(person.hours === null
        ? []
        : [t.hours(clock(person.hours.startMinute), clock(person.hours.endMinute), formatZone(asOfMs, person.timeZone, language))]),
      ...(person.note === "" ? [] : [person.note]),
    ],
  };
}

function problemItem(problem: HandoverFacts["problems"][number], { t, stamp }: Pen): BriefItem {
  const parts = (["symptom", "investigation", "solution", "cautions"] as const).filter((part) => problem[part] !== "");
  return {
    text: joinDots([
      `${problem.number} ${problem.severity} ${problem.title}`,
      stamp(problem.openedAt).slice(0, 10),
      ...(problem.open ? [t.open] : []),
      t.source[problem.source],
    ]),
    details: parts.map((part) => `${t.parts[part]}${t.colon}${problem[part]}`),
  };
}

function runningItems(facts: HandoverFacts, { t, language, day, title }: Pen): readonly BriefItem[] {
  return [
    ...facts.runs.map((run) => ({
      text: t.run(language === "zh-CN" ? run.name.zh : run.name.en, run.anchorDay, run.done, run.total),
      details: run.next === null ? [] : [t.next(title(run.next), day(run.next.dueOn))],
    })),
    ...facts.tasks.map((one) => ({
      text: joinDots([title(one), day(one.dueOn), ...(one.ownerName === null ? [] : [one.ownerName])]),
      details: [],
    })),
  ];
}

/** The brief as plain text, to be pasted. */
export function briefText(brief: HandoverBrief): string {
  return [
    brief.title,
    `${brief.kicker} · ${brief.asOf}`,
    brief.facts.map(({ label, value }) => `${label} ${value}`).join(" · "),
    ...brief.sections.map(({ title, empty, items }) =>
      [
        title,
        ...(empty === null ? [] : [`  ${empty}`]),
        ...items.flatMap(({ text, details }) => [`- ${text}`, ...details.map((detail) => `    ${detail.replaceAll("\n", "\n    ")}`)]),
      ].join("\n"),
    ),
  ].join("\n\n");
}

const rowsMax = 200;

/** The brief as it is printed: one page where the record is short. */
export function briefDocument(brief: HandoverBrief): PrintDocument {
  const block = ({ title, empty, items }: BriefSection): readonly PrintBlock[] => [
    { type: "heading", text: cutText(title, 300) },
    empty === null
      ? {
          type: "timeline",
          rows: items
            .slice(0, rowsMax)
            .map(({ text, details }, i) => ({ time: String(i + 1), text: cutText([text, ...details].join(" — "), 20_000) })),
        }
      : { type: "text", text: empty },
  ];
  return {
    language: brief.language,
    kicker: brief.kicker,
    title: cutText(brief.title, 300),
    facts: brief.facts.map(({ label, value }) => ({ label, value: cutText(value, 300) })),
    blocks: brief.sections.flatMap(block),
    footer: cutText(`${briefWords[brief.language].internal} · ${brief.title} · ${brief.asOf}`, 300),
    pageWords: briefWords[brief.language].pages,
  };
}

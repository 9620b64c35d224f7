import type { IncidentEvent } from "../incident/incident-event.ts";
import type { SlaPolicyDefinition } from "./sla-policy.ts";
import type { ResponseJudgement } from "./sla-reading.ts";

type Rule = SlaPolicyDefinition["effectiveResponse"];
type ResponseType = Rule["types"][number];

/** Entries that only speak of others. */
const silent = ["response_marked", "escalated"];

/**
 * Whether each entry after the opening is an effective response, in the order of the log. Never: what the customer wrote and what the opener did.
 * Otherwise the last mark decides, then what the author says against himself, then the rule: somebody signed it, it did one of the things that
 * answer, and its text is not an empty phrase; an entry without a text answers by what it changed. An author's own "effective" stands for the
 * type only.
 */
export function responsesOf(events: readonly IncidentEvent[], rule: Rule): readonly ResponseJudgement[] {
  const [opening] = events;
  if (opening === undefined) return [];
  const marks = new Map(
    events.flatMap((event) => (event.type === "response_marked" && event.marksId ? [[event.marksId, event.effective]] : [])),
  );
  const emptyPhrases = phrasesOf(rule);
  return events.flatMap((event, i) => {
    const before = events[i - 1];
    if (before === undefined || silent.includes(event.type)) return [];
    return [{ eventId: event.id, ...judge({ event, before, opening, mark: marks.get(event.id) ?? null, rule, emptyPhrases }) }];
  });
}

const knownPhrases = new WeakMap<Rule, ReadonlySet<string>>();

function phrasesOf(rule: Rule): ReadonlySet<string> {
  let phrases = knownPhrases.get(rule);
  if (phrases === undefined) {
    phrases = new Set(rule.emptyPhrases.map(plainText));
    knownPhrases.set(rule, phrases);
  }
  return phrases;
}

interface Question {
  readonly event: IncidentEvent;
  readonly before: IncidentEvent;
  readonly opening: IncidentEvent;
  readonly mark: boolean | null;
  readonly rule: Rule;
  readonly emptyPhrases: ReadonlySet<string>;
}

function judge({ event, before, opening, mark, rule, emptyPhrases }: Question): Omit<ResponseJudgement, "eventId"> {
  if (event.type === "customer_message") return { effective: false, because: "type" };
  if (event.actor !== null && event.actor === opening.actor) return { effective: false, because: "by_opener" };
  if (mark !== null) return { effective: mark, because: "marked" };
  if (event.effective === false) return { effective: false, because: "marked" };
  if (event.actor === null) return { effective: false, because: "no_actor" };
  const did = whatItDid(before, event);
  if (event.effective !== true && !did.some((type) => rule.types.includes(type))) return { effective: false, because: "type" };
  const text = plainText(event.text);
  const empty = text === "" ? event.text.trim() !== "" || !changes(before, event) : emptyPhrases.has(text);
  return empty ? { effective: false, because: "empty_phrase" } : { effective: true, because: event.effective === true ? "marked" : "rule" };
}

/** Its type, and what it changed besides: an import writes only the weightiest change of an update as its type. */
function whatItDid(before: IncidentEvent, event: IncidentEvent): readonly ResponseType[] {
  const did: ResponseType[] = [];
  if (isResponseType(event.type)) did.push(event.type);
  if (before.state !== event.state) did.push("state_changed");
  if (holderChanged(before, event)) did.push("assigned");
  return did;
}

function isResponseType(type: string): type is ResponseType {
  return ["updated", "state_changed", "assigned", "customer_update", "workaround_given", "note"].includes(type);
}

function changes(before: IncidentEvent, event: IncidentEvent): boolean {
  return before.state !== event.state || holderChanged(before, event) || event.type === "workaround_given";
}

function holderChanged(before: IncidentEvent, event: IncidentEvent): boolean {
  return before.holderGroup !== event.holderGroup || before.holderName !== event.holderName;
}

/** Without case, spaces and closing punctuation; full-width forms are the plain ones. */
export function plainText(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll(/\s+/gu, "")
    .replace(/[\p{P}\p{S}]+$/u, "");
}

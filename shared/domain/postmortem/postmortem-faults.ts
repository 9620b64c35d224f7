import type { BoundValue } from "../outreach/bound-value.ts";
import { literalNumbers } from "../outreach/literal-numbers.ts";
import { tokensOf } from "../outreach/message-text.ts";
import type { Task } from "../task/task.ts";
import { type InternalName, mentions } from "./people-roles.ts";
import type { Postmortem } from "./postmortem.ts";
import { postmortemSections, type PostmortemSection, type PostmortemTexts } from "./sections.ts";

export type FaultPlace = PostmortemSection | "timeline" | "prevention";

/** What keeps a postmortem from the customer. `number` and `contradicts` are for the author to look at and acknowledge; the rest must be mended. */
export type PostmortemFault =
  | { readonly code: "empty"; readonly place: FaultPlace }
  /** No prevention item has both an owner and a date. */
  | { readonly code: "no-prevention"; readonly place: "prevention" }
  | { readonly code: "other-customer"; readonly place: FaultPlace; readonly name: string }
  | { readonly code: "internal-name"; readonly place: FaultPlace; readonly name: string }
  | { readonly code: "missing-token"; readonly place: PostmortemSection; readonly token: string }
  /** Typed, where the same value is bound, or as a number that nothing binds. */
  | { readonly code: "number"; readonly place: PostmortemSection; readonly text: string; readonly token: string | null }
  /** Says another number of users or minutes than what was measured. */
  | { readonly code: "contradicts"; readonly place: FaultPlace; readonly text: string; readonly token: string };

/** Names a fault, so that one that was acknowledged stays so until the text says something else. */
export function faultKey(fault: PostmortemFault): string {
  switch (fault.code) {
    case "empty":
    case "no-prevention":
      return `${fault.code} ${fault.place}`;
    case "other-customer":
    case "internal-name":
      return `${fault.code} ${fault.place} ${fault.name}`;
    case "missing-token":
      return `${fault.code} ${fault.place} ${fault.token}`;
    case "number":
    case "contradicts":
      return `${fault.code} ${fault.place} ${fault.text}`;
  }
}

export function mayBeAcknowledged(fault: PostmortemFault): boolean {
  return fault.code === "number" || fault.code === "contradicts";
}

export interface FaultContext {
  /** Prevention items: tasks of this postmortem. */
  readonly tasks: readonly Pick<Task, "title" | "ownerId" | "dueOn" | "state">[];
  readonly bound: readonly BoundValue[];
  /** The draft as the product would write it now: its numbers were not typed. */
  readonly original: PostmortemTexts;
  /** Names and aliases of all other customers. */
  readonly otherCustomers: readonly string[];
  readonly internal: readonly InternalName[];
}

/** Everything that stands between a postmortem and its customer, in the order of the sections. */
export function postmortemFaults(pm: Postmortem, context: FaultContext): readonly PostmortemFault[] {
  const known = new Set(context.bound.map((one) => one.token));
  const inTexts = postmortemSections.flatMap((place): readonly PostmortemFault[] => {
    const text = pm[place];
    if (text.trim() === "") return [{ code: "empty", place }];
    const contradicting = contradictions(text, place, context.bound);
    const said = new Set(contradicting.map((one) => one.text));
    return [
      ...tokensOf(text)
        .filter((token) => !known.has(token))
        .map((token): PostmortemFault => ({ code: "missing-token", place, token })),
      ...namesIn(text, place, context),
      ...contradicting,
      ...literalNumbers(text, context.original[place], context.bound)
        .filter((one) => ![...said].some((sentence) => sentence.includes(one.text)))
        .map((one): PostmortemFault => ({ code: "number", place, text: one.text, token: one.token })),
    ];
  });
  const timelineText = pm.timeline.map(({ text }) => text).join("\n");
  const inTimeline: readonly PostmortemFault[] =
    pm.timeline.length === 0
      ? [{ code: "empty", place: "timeline" }]
      : // How long something took is said of many things in a log; how many users it hit, of one.
        [...namesIn(timelineText, "timeline", context), ...contradictions(timelineText, "timeline", context.bound, claims.slice(0, 1))];
  const items = context.tasks.filter((task) => task.state !== "dropped");
  const prevented = items.some((task) => task.ownerId !== "" && task.dueOn !== null);
  const inPrevention: readonly PostmortemFault[] = [
    ...(prevented ? [] : [{ code: "no-prevention", place: "prevention" } as const]),
    ...namesIn(items.map(({ title }) => title).join("\n"), "prevention", context),
  ];
  return [...inTexts, ...inTimeline, ...inPrevention];
}

function namesIn(text: string, place: FaultPlace, { otherCustomers, internal }: FaultContext): readonly PostmortemFault[] {
  return [
    ...otherCustomers
      .filter((name) => isTelling(name) && mentions(text, name))
      .map((name): PostmortemFault => ({ code: "other-customer", place, name })),
    ...internal.filter(({ name }) => mentions(text, name)).map(({ name }): PostmortemFault => ({ code: "internal-name", place, name })),
  ];
}

/** A short alias stands in many words by chance. */
function isTelling(name: string): boolean {
  return /\p{Script=Han}/u.test(name) ? name.length >= 2 : name.trim().length >= 3;
}

const scales: Readonly<Record<string, number>> = { 万: 1e4, 亿: 1e8, 千: 1e3, k: 1e3, m: 1e6 };
const claims: readonly (readonly [pattern: RegExp, tokens: readonly string[]])[] = [
  [/(\d[\d,.]*)\s?([万亿千km])?\s?(?:多)?(?:个|名|位)?(?:用户|人次|人|users\b|user visits)/gi, ["impact_users"]],
  [/(\d[\d,.]*)()\s?(?:分钟|minutes?\b|mins?\b)/gi, ["impact_minutes", "duration", "first_response"]],
];

/** Typed numbers of users and minutes that are not (within 2 %) any of the bound ones of that kind. */
function contradictions(
  text: string,
  place: FaultPlace,
  bound: readonly BoundValue[],
  of: typeof claims = claims,
): readonly (PostmortemFault & { readonly text: string })[] {
  return of.flatMap(([pattern, tokens]) => {
    const values = tokens.flatMap((token) => bound.find((one) => one.token === token && one.value !== null) ?? []);
    const [first] = values;
    if (first === undefined) return [];
    return [...text.matchAll(pattern)].flatMap((match) => {
      const said = Number.parseFloat((match[1] ?? "").replaceAll(",", "")) * (scales[(match[2] ?? "").toLowerCase()] ?? 1);
      const agrees = values.some(({ value }) => value !== null && Math.abs(value - said) <= Math.max(0.5, value * 0.02));
      return agrees ? [] : [{ code: "contradicts" as const, place, text: match[0].trim(), token: first.token }];
    });
  });
}

import type { Run } from "../compose/review-document.ts";
import type { ReviewKey } from "../model/review-question.ts";

/** What a word says of a number: how it went since an earlier time, or how it stands to another number or to its target. */
export type ClaimKind = "up" | "down" | "better" | "worse" | "doubled" | "tripled" | "halved" | "above" | "below" | "met" | "missed";

export interface Claim {
  readonly kind: ClaimKind;
  /** Said not to be so. */
  readonly negated: boolean;
  /** The part of the sentence that it stands in, as read. */
  readonly clause: string;
  /** Bound values of the clause before and behind the word, in their order. */
  readonly before: readonly ReviewKey[];
  readonly after: readonly ReviewKey[];
  /** The last bound value before the word in the whole sentence. */
  readonly subject: ReviewKey | null;
  /** The clause speaks of a target, or of the year before. */
  readonly ofTarget: boolean;
  readonly ofYear: boolean;
}

/** Bound values stand in the text as one private character each. */
const firstMark = 0xe000;
const mark = "[\\uE000-\\uF8FF]";
const than = "(?:last|the last|the previous|before|in|a year)";
const objects = `\\s+(?:(?:the|our|its|your|their)\\s+)?(?:target|${mark})`;

const patterns: readonly (readonly [ClaimKind, RegExp])[] = [
  [
    "up",
    new RegExp(
      `\\b(?:rose|risen|rising|increased|increasing|grew|grown|climbed|jumped|surged|(?:went|gone|is|are|was|were) up|up (?:by|from)|higher than ${than})\\b|上升|上涨|增长(?!率)|增加|升至|增至|升高|提升|提高至|走高|攀升`,
      "giu",
    ),
  ],
  [
    "down",
    new RegExp(
      `\\b(?:fell(?! in(?:to)?\\b)|fallen|falling|dropped|declined|decreased|decreasing|shrank|reduced|(?:went|gone|is|are|was|were) down|down (?:by|from)|lower than ${than})\\b|下降|下跌|下滑|降低|降至|减少|回落|走低|缩短`,
      "giu",
    ),
  ],
  ["better", new RegExp(`\\b(?:improved|improving|improvement|got better|recovered|better than ${than})\\b|改善|好转|变好`, "giu")],
  ["worse", new RegExp(`\\b(?:worsened|worsening|deteriorated|degraded|got worse|worse than ${than})\\b|恶化|变差|劣化|变坏`, "giu")],
  ["doubled", /\b(?:doubled|twofold)\b|翻倍|翻番|翻了?一番/giu],
  ["tripled", /\b(?:tripled|threefold)\b|增至三倍/giu],
  ["halved", /\b(?:halved|cut in half)\b|减半|腰斩/giu],
  ["above", new RegExp(`\\b(?:above|exceed(?:ed|s|ing)?|higher than(?! ${than}\\b)|over(?=${objects}))\\b|高于|超过|超出`, "giu")],
  ["below", new RegExp(`\\b(?:below|lower than(?! ${than}\\b)|under(?=${objects}))\\b|低于`, "giu")],
  ["met", new RegExp(`\\b(?:met|meets|meeting|hit|within)(?=${objects})|达标|达到`, "giu")],
  ["missed", new RegExp(`\\b(?:missed|misses|missing|short of)(?=${objects})`, "giu")],
];

const notBefore =
  /(?:\b(?:not(?!\s+only)|never|no longer|hardly|without|failed to|no)|n[’']t)(?:\s+[\p{Script=Latin}]+){0,2}\s*$|(?:没有|没|未能|未|不再|不|并非|无)(?:再|出现|发生|明显|显著|继续|进一步|任何){0,2}\s*$/iu;
const notMeant =
  /\b(?:will|would|should|could|might|may|can|must|if|once|until|unless|whether|expect\w*|plan\w*|aim\w*|hope\w*|so that)\b|将|预计|希望|争取|计划|如果|若|建议|力争|为了|以便|可以|能够|会(?!话|议)|需要|应当|是否/iu;

/** Claims of one paragraph. What is only wished, expected or asked is none. */
export function claimsOf(runs: readonly Run[]): readonly Claim[] {
  const keys: ReviewKey[] = [];
  const text = runs
    .map((run) => {
      if (run.key === null) return run.text.replaceAll(/[\uE000-\uF8FF]/gu, " ");
      keys.push(run.key);
      return String.fromCodePoint(firstMark + ((keys.length - 1) % 6000));
    })
    .join("");
  const texts = runs.flatMap((run) => (run.key === null ? [] : [run.text]));
  const read = (marked: string): string =>
    marked.replaceAll(new RegExp(mark, "gu"), (one) => texts[(one.codePointAt(0) ?? 0) - firstMark] ?? "").trim();
  const keysIn = (marked: string): readonly ReviewKey[] =>
    Array.from(marked.matchAll(new RegExp(mark, "gu"))).flatMap(([one]) => keys[(one.codePointAt(0) ?? 0) - firstMark] ?? []);
  return text.split(/\.(?=\s|$)|[;!。；！？?]/u).flatMap((sentence) => {
    let done = 0;
    return clausesOf(sentence).flatMap((clause) => {
      const start = done;
      done += clause.length;
      return patterns.flatMap(([kind, pattern]) =>
        Array.from(clause.matchAll(pattern)).flatMap(({ 0: found, index }): readonly Claim[] => {
          const head = clause.slice(0, index);
          if (notMeant.test(head)) return [];
          return [
            {
              kind,
              negated: notBefore.test(head),
              clause: read(clause),
              before: keysIn(head),
              after: keysIn(clause.slice(index + found.length)),
              subject: keysIn(sentence.slice(0, start + index)).at(-1) ?? null,
              ofTarget: /\btargets?\b|目标|达标/iu.test(clause),
              ofYear: /\b(?:year|year-on-year|yoy)\b|去年|同比/iu.test(clause),
            },
          ];
        }),
      );
    });
  });
}

/** With what separates them, so that they add up to the sentence. "翻倍，达 11.8 万" is one. */
function clausesOf(sentence: string): readonly string[] {
  return sentence.split(/(?<=[,，:：—])(?!达(?!标)|至|为)|(?=\b(?:but|while|whereas|although|though|and)\b)|(?=但|而(?!是)|同时|并且)/u);
}

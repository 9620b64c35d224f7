import { startTransition, useCallback, useMemo, useRef, useState } from "react";
import { composeReview } from "../../../shared/domain/review/compose/compose-review.ts";
import type { ReviewDocument, ReviewLocale } from "../../../shared/domain/review/compose/review-document.ts";
import { valueText } from "../../../shared/domain/review/compose/value-text.ts";
import { boundNumbers } from "../../../shared/domain/review/export/bound-numbers.ts";
import { answerKey } from "../../../shared/domain/review/metrics/answer-question.ts";
import type { ReviewSection } from "../../../shared/domain/review/model/review.ts";
import { isStandardSection } from "../../../shared/domain/review/model/review-sections.ts";
import { sectionOrder } from "../../../shared/domain/review/model/section-order.ts";
import { reviewWords } from "../../../shared/domain/review/words/review-words.ts";
import { languageOf } from "../../../shared/i18n/catalogue.ts";
import { changeReview } from "../../data/review/review-edits.ts";
import { useNavigate } from "../../ui/navigation.ts";
import { useLanguage } from "../../ui/text.ts";
import { neighbour } from "./outline-lines.ts";
import type { TextField } from "./version-changes.ts";
import type { ReviewView } from "./use-review.ts";
import { useReviewEdit } from "./use-review-edit.ts";

/** Words of the open section that are typed and not kept yet, over what the record held then: a record that has changed since is newer. */
type Typed = Readonly<Partial<Record<TextField, { readonly text: string; readonly over: string | null }>>>;

export interface Builder extends ReviewView {
  readonly locale: ReviewLocale;
  readonly switchLocale: () => void;
  /** Every section in order, hidden ones too. */
  readonly order: readonly string[];
  /** As everybody of the company sees it, hidden sections left out. */
  readonly document: ReviewDocument;
  /** As composed, without what people wrote: every section, hidden ones too. */
  readonly composed: ReviewDocument;
  /** Section that is open. */
  readonly at: string;
  readonly go: (section: string) => void;
  readonly step: (by: number) => void;
  readonly onTyped: (field: TextField, text: string) => void;
  /** Number that is looked at. */
  readonly value: string | null;
  readonly look: (key: string | null) => void;
  /** Of a section in the language of the review. */
  readonly nameOf: (section: string) => string;
  /** A bound value as it is written in the language of the review; null = it has none. */
  readonly textOf: (key: string) => string | null;
  /** How many numbers are bound. */
  readonly bound: number;
}

const nothing: readonly never[] = [];
/** Shorter than a pause that anybody notices, longer than the gap between two keys of a fast typist. */
const previewMs = 120;

/** What the builder's parts share: the review in one language with what is being typed, the open section and the number that is looked at. */
export function useBuilder(view: ReviewView, begin: string | null): Builder {
  const { work, snapshot } = view;
  const { review } = work;
  const navigate = useNavigate();
  const run = useReviewEdit();
  const language = useLanguage();
  const [locale, setLocale] = useState<ReviewLocale>(languageOf(review.locale));
  const [value, look] = useState<string | null>(null);
  const [typed, setTyped] = useState<{ readonly section: string; readonly words: Typed }>({ section: "", words: {} });
  const order = useMemo(() => sectionOrder(review), [review]);
  const at = begin !== null && order.includes(begin) ? begin : (order.find((one) => !review.hidden.includes(one)) ?? "cover");
  const sections = useMemo(() => withTyped(work.sections, review, typed), [work.sections, review, typed]);
  const document = useMemo(
    () => composeReview(snapshot, { locale, audience: "internal", review, sections }),
    [snapshot, locale, review, sections],
  );
  const composed = useMemo(
    () => composeReview(snapshot, { locale, audience: "internal", review: { ...review, hidden: [] }, sections: nothing }),
    [snapshot, locale, review],
  );
  const nameOf = useCallback(
    (section: string) =>
      isStandardSection(section) ? reviewWords[language][`section.${section}`] : titleIn(work.sections, section, locale),
    [work.sections, locale, language],
  );
  const textOf = useCallback(
    (key: string) => {
      const answer = answerKey(snapshot, key);
      return answer === null ? null : valueText(answer, locale, snapshot.timeZone);
    },
    [snapshot, locale],
  );
  const bound = useMemo(() => boundNumbers(document).length, [document]);
  const go = useCallback(
    (section: string) => navigate({ screen: "review", reviewId: review.id, section }, { replace: true }),
    [navigate, review.id],
  );
  const pause = useRef<ReturnType<typeof setTimeout>>(undefined);
  const onTyped = (field: TextField, text: string): void => {
    const over = work.sections.find(({ section }) => section === at)?.[field] ?? null;
    const show = (): void =>
      setTyped((before) => ({ section: at, words: { ...(before.section === at ? before.words : {}), [field]: { text, over } } }));
    // The slide follows at the first gap: a key never waits for it.
    clearTimeout(pause.current);
    pause.current = setTimeout(() => startTransition(show), previewMs);
  };
  return {
    ...view,
    locale,
    switchLocale: () => {
      const next: ReviewLocale = locale === "en" ? "zh-CN" : "en";
      setLocale(next);
      void run(changeReview(review, { locale: next }), null);
    },
    order,
    document,
    composed,
    at,
    go,
    step: (by) => go(neighbour(order, at, by)),
    onTyped,
    value,
    look,
    nameOf,
    textOf,
    bound,
  };
}

function withTyped(
  sections: readonly ReviewSection[],
  { id, accountId }: { readonly id: string; readonly accountId: string },
  { section, words }: { readonly section: string; readonly words: Typed },
): readonly ReviewSection[] {
  const own = sections.find((one) => one.section === section);
  const newer = Object.entries(words).flatMap(([field, { text, over }]) =>
    (own?.[field as TextField] ?? null) === over ? [[field, text]] : [],
  );
  if (newer.length === 0) return sections;
  const made = own ?? {
    id: section,
    accountId,
    reviewId: id,
    section,
    audience: "customer" as const,
    titleZh: null,
    titleEn: null,
    bodyZh: null,
    bodyEn: null,
    notesZh: null,
    notesEn: null,
    acknowledged: [],
  };
  return [...sections.filter((one) => one.section !== section), { ...made, ...(Object.fromEntries(newer) as Partial<ReviewSection>) }];
}

/** A section of one's own is called as its title says. */
function titleIn(sections: readonly ReviewSection[], section: string, locale: ReviewLocale): string {
  const own = sections.find((one) => one.section === section);
  const text = (locale === "en" ? own?.titleEn : own?.titleZh) ?? own?.titleEn ?? own?.titleZh ?? section;
  return text.replaceAll(/[*_\\]|\{\{[^}]*\}\}/g, "").slice(0, 80);
}

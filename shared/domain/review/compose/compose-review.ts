import type { Audience, Review, ReviewSection } from "../model/review.ts";
import { isStandardSection, type StandardSection } from "../model/review-sections.ts";
import type { ReviewSnapshot } from "../model/review-snapshot.ts";
import { sectionOrder } from "../model/section-order.ts";
import type { Draft } from "./draft.ts";
import { composeDraft } from "./compose-draft.ts";
import { editedDraft } from "./edited-draft.ts";
import { createPen, type Pen } from "./pen.ts";
import type { ComposedSection, ReviewDocument, ReviewLocale } from "./review-document.ts";

export interface ReviewWish {
  readonly locale: ReviewLocale;
  /** `customer` leaves internal sections out. */
  readonly audience: Audience;
  readonly review: Pick<Review, "kind" | "order" | "hidden">;
  /** What people changed. */
  readonly sections: readonly Pick<
    ReviewSection,
    "section" | "audience" | "titleZh" | "titleEn" | "bodyZh" | "bodyEn" | "notesZh" | "notesEn"
  >[];
}

/** The whole review in one language. The same snapshot and wish give the same document. */
export function composeReview(snapshot: ReviewSnapshot, wish: ReviewWish): ReviewDocument {
  const pen = createPen(snapshot, wish.locale);
  const shown = sectionOrder(wish.review).filter((section) => !wish.review.hidden.includes(section));
  const sections = shown
    .map((id) => composed(pen, id, wish.sections.find((one) => one.section === id) ?? null))
    .filter((section) => section !== null)
    .filter(({ audience }) => wish.audience === "internal" || audience === "customer")
    .map((section, i): ComposedSection => ({ ...section, number: i + 1 }));
  const { account, id, digest, takenMs } = snapshot;
  const periodName = pen.period("q");
  return {
    kind: wish.review.kind,
    locale: wish.locale,
    audience: wish.audience,
    accountName: account.name,
    accountCode: account.code,
    periodName,
    snapshotId: id,
    digest,
    takenMs,
    title: pen.word(wish.review.kind === "quarterly" ? "cover.title" : "cover.letter", { account: account.name, period: periodName }),
    author: account.owner ?? pen.word("unknown_author"),
    footer: pen.word("footer", { account: account.name, period: periodName, id }),
    pageWords: pen.word("page_words", { page: "{page}", pages: "{pages}" }),
    contentsName: pen.word("contents"),
    notesName: pen.word("notes_name"),
    sections,
  };
}

function composed(pen: Pen, id: string, people: ReviewWish["sections"][number] | null): Omit<ComposedSection, "number"> | null {
  const made: Draft | null = isStandardSection(id) ? composeDraft(pen, id) : people === null ? null : freeDraft();
  if (made === null) return null;
  const { draft, edited } = people === null ? { draft: made, edited: false } : editedDraft(pen, made, people);
  return { id, name: sectionName(pen, id, draft), ...draft, audience: people?.audience ?? "customer", edited };
}

function freeDraft(): Draft {
  return { layout: "text", title: [], blocks: [], source: [], notes: [] };
}

/** A free section is called what its title says. */
function sectionName(pen: Pen, id: string, draft: Draft): string {
  return isStandardSection(id)
    ? pen.word(`section.${id satisfies StandardSection}`)
    : draft.title
        .map(({ text }) => text)
        .join("")
        .slice(0, 60);
}

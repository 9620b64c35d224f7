import { readNarrative, writeNarrative } from "../../../shared/domain/review/compose/narrative.ts";
import type { Paragraph, ReviewLocale } from "../../../shared/domain/review/compose/review-document.ts";
import type { ReviewSection } from "../../../shared/domain/review/model/review.ts";
import { fieldOf } from "./composed-narrative.ts";
import type { SectionField } from "./section-texts.tsx";

/** Something that keeps a review from being exported until it is mended or somebody lets it stand. */
export interface ReviewFinding {
  readonly id: string;
  readonly section: string;
  readonly field: SectionField;
  /** Language of the text that it stands in. */
  readonly locale: ReviewLocale;
  /** `literal` a number that was typed · `unknown` a value that the snapshot does not have. */
  readonly code: "literal" | "unknown";
  /** The number as it is written, or the key. */
  readonly text: string;
}

/** A number by itself: not a part of a name (`Q3`, `P1`, `H264`), of a version or an id, and no year. */
const number = /(?<![\p{L}\p{N}.-])(?!(?:19|20)\d\d(?!\d|[.,]\d))[+−-]?\d+(?:[.,]\d+)*(?:\s?(?:%|×))?(?![\p{Script=Latin}\p{N}]|\.\d)/gu;

const texts = (["zh-CN", "en"] as const).flatMap((locale) => (["title", "body", "notes"] as const).map((field) => ({ locale, field })));

/** Numbers that people typed into the texts of both languages, and values that nothing answers, in the order of the texts. */
export function literalFindings(sections: readonly ReviewSection[], textOf: (key: string) => string | null): readonly ReviewFinding[] {
  return sections.flatMap((record) =>
    texts.flatMap(({ field, locale }) => {
      const text = record[fieldOf(field, locale)];
      if (text === null) return [];
      const found = readNarrative(text, () => "").flatMap(({ runs }) =>
        runs.flatMap((run): readonly Pick<ReviewFinding, "code" | "text">[] => {
          if (run.key !== null) return textOf(run.key) === null ? [{ code: "unknown", text: run.key }] : [];
          return Array.from(run.text.matchAll(number), ([literal]) => ({ code: "literal", text: literal.trim() }));
        }),
      );
      const seen = new Set<string>();
      return found.flatMap((one) => {
        const id = `${one.code}:${record.section}:${fieldOf(field, locale)}:${one.text}`.slice(0, 80);
        if (seen.has(id)) return [];
        seen.add(id);
        return [{ ...one, id, section: record.section, field, locale }];
      });
    }),
  );
}

/** The narrative with a typed number made a bound value, wherever it stands by itself. */
export function bindLiteral(narrative: string, literal: string, key: string): string {
  const paragraphs = readNarrative(narrative, () => "").map((paragraph): Paragraph => ({
    ...paragraph,
    runs: paragraph.runs.flatMap((run) => {
      if (run.key !== null) return [run];
      const cuts = Array.from(run.text.matchAll(number)).filter(([found]) => found.trim() === literal);
      let done = 0;
      const parts = cuts.flatMap(({ index }) => {
        const before = run.text.slice(done, index);
        done = index + literal.length;
        return [
          { ...run, text: before },
          { ...run, text: "", key },
        ];
      });
      return [...parts, { ...run, text: run.text.slice(done) }];
    }),
  }));
  return writeNarrative(paragraphs);
}

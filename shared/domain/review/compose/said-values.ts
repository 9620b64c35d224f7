import { answerKey } from "../metrics/answer-question.ts";
import { readReviewKey } from "../model/review-question.ts";
import type { ReviewSnapshot, SaidValue } from "../model/review-snapshot.ts";
import { documentKeys } from "./document-keys.ts";
import type { ReviewDocument } from "./review-document.ts";

/** As many as a snapshot's record holds. */
const mostKept = 400;

/**
 * What a document says of its own period, each key once, as the rows of its snapshot have it: titles, figures, tables and texts in the order in which they
 * are presented, then charts. Earlier periods are not among them (the next review does not have their rows), nor is what has no number: names, and how many rows
 * a table has. At most `most`, the first ones.
 */
export function saidValues(document: ReviewDocument, snapshot: ReviewSnapshot, most = mostKept): readonly SaidValue[] {
  return documentKeys(document)
    .flatMap((key) => {
      const question = readReviewKey(key);
      if (question === null || question.period === "p" || question.period === "y" || /^(?:source_)?rows\./.test(question.metric)) return [];
      const answer = answerKey(snapshot, key);
      return answer === null || answer.unit === "name" ? [] : [{ key, version: answer.version, value: answer.value }];
    })
    .slice(0, most);
}

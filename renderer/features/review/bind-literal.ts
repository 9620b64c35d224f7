import { readNarrative, writeNarrative } from "../../../shared/domain/review/compose/narrative.ts";
import type { Paragraph, Run } from "../../../shared/domain/review/compose/review-document.ts";

/** The narrative with a typed number made a bound value, wherever it stands by itself. */
export function bindLiteral(narrative: string, literal: string, key: string): string {
  const paragraphs = readNarrative(narrative, () => "").map((paragraph): Paragraph => ({
    ...paragraph,
    runs: paragraph.runs.flatMap((run) => (run.key === null ? bound(run, literal, key) : [run])),
  }));
  return writeNarrative(paragraphs);
}

function bound(run: Run, literal: string, key: string): readonly Run[] {
  const parts: Run[] = [];
  let done = 0;
  for (let at = run.text.indexOf(literal); at >= 0; at = run.text.indexOf(literal, at + literal.length)) {
    if (/[\p{L}\p{N}]$|\d[.,]$/u.test(run.text.slice(0, at)) && /^\d/.test(literal) && !/\p{Script=Han}$/u.test(run.text.slice(0, at)))
      continue;
    if (/\d$/.test(literal) && /^(?:\d|[.,]\d)/.test(run.text.slice(at + literal.length))) continue;
    parts.push({ ...run, text: run.text.slice(done, at) }, { ...run, text: "", key });
    done = at + literal.length;
  }
  return [...parts, { ...run, text: run.text.slice(done) }];
}

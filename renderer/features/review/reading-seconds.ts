import type { Paragraph } from "../../../shared/domain/review/compose/review-document.ts";

/** Spoken Mandarin, characters a second, and English, words a second, at the pace of a presentation (240 characters, 140 words a minute). */
const hanPerSecond = 4;
const wordsPerSecond = 140 / 60;

/** How long it takes to say, in whole seconds, rounded up to five. */
export function readingSeconds(paragraphs: readonly Paragraph[]): number {
  const text = paragraphs.map(({ runs }) => runs.map((run) => run.text).join("")).join("\n");
  const han = text.match(/\p{Script=Han}/gu)?.length ?? 0;
  const words = text.replaceAll(/\p{Script=Han}/gu, " ").match(/[\p{L}\p{N}][\p{L}\p{N}.,%'’-]*/gu)?.length ?? 0;
  return Math.ceil((han / hanPerSecond + words / wordsPerSecond) / 5) * 5;
}

import { diffIndices } from "node-diff3";

/** A stretch of text: in both versions, only in the newer, or only in the older. */
export interface DiffPart {
  readonly type: "same" | "added" | "removed";
  readonly text: string;
}

const words = { zh: new Intl.Segmenter("zh", { granularity: "word" }), en: new Intl.Segmenter("en", { granularity: "word" }) };

/** What the newer text changed of the older, word by word as the language has words. */
export function textDiff(older: string, newer: string, language: "zh" | "en"): readonly DiffPart[] {
  const split = (text: string): string[] => Array.from(words[language].segment(text), (part) => part.segment);
  const [a, b] = [split(older), split(newer)];
  const parts: DiffPart[] = [];
  const add = (type: DiffPart["type"], text: string): void => {
    if (text !== "") parts.push({ type, text });
  };
  let at = 0;
  for (const { buffer1, buffer1Content, buffer2Content } of diffIndices(a, b)) {
    add("same", a.slice(at, buffer1[0]).join(""));
    add("removed", buffer1Content.join(""));
    add("added", buffer2Content.join(""));
    at = buffer1[0] + buffer1[1];
  }
  add("same", a.slice(at).join(""));
  return parts;
}

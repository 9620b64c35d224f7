/** A paragraph or list of a text that is written plainly. */
export type TextBlock =
  | { readonly type: "text"; readonly text: string }
  | { readonly type: "list"; readonly ordered: boolean; readonly items: readonly string[] };

const numbered = /^\s*\d{1,2}[.)、．]\s*(?=\D)(.*)$/u;
const dashed = /^\s*[-*•]\s+(.*)$/u;

/** Lines that begin with a number or a dash are lists, the others paragraphs: as people write anyway, no marks to learn. */
export function textBlocks(text: string): readonly TextBlock[] {
  const blocks: TextBlock[] = [];
  for (const line of text.split("\n")) {
    if (line.trim() === "") continue;
    const [number, dash] = [numbered.exec(line), dashed.exec(line)];
    const item = number?.[1] ?? dash?.[1];
    const last = blocks.at(-1);
    if (item === undefined) blocks.push({ type: "text", text: line.trim() });
    else if (last?.type === "list" && last.ordered === (number !== null)) {
      blocks[blocks.length - 1] = { ...last, items: [...last.items, item.trim()] };
    } else blocks.push({ type: "list", ordered: number !== null, items: [item.trim()] });
  }
  return blocks;
}

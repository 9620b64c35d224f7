import type { Account } from "../../account/account.ts";
import { nameOccurrences } from "../../knowledge/customer-names.ts";
import { foldText } from "../../search/search-key.ts";
import { type FileText, fileTexts, type ReviewFormat } from "./file-texts.ts";
import { isOrdinaryName } from "./ordinary-names.ts";

type Named = Pick<Account, "id" | "name" | "aliases" | "code">;

/** Whose review it is, and who must not be in it. */
export interface CustomerNames {
  readonly own: Named;
  /** May hold `own`: it is passed over. */
  readonly all: readonly Named[];
}

export interface ForeignName {
  readonly accountId: string;
  /** The name, alias or code as that customer's record has it. */
  readonly name: string;
  /** Part of the file: `ppt/slides/slide3.xml`, `docProps/core.xml`, `page`. */
  readonly part: string;
  /** What stands around it, folded. */
  readonly excerpt: string;
}

/**
 * Names, aliases and codes of other customers that stand in a finished file, looked for in every part of it, each name once a part. Width, case, accents,
 * characters that nobody sees, entities and runs that cut a name up make no difference.
 *
 * Not reported: what stands within a name of the customer itself (`Live` in `Starisle Live`), and names that are ordinary words (ordinary-names.ts). A
 * file that cannot be read is a bug of who made it: throws.
 */
export function foreignNames(bytes: Uint8Array, format: ReviewFormat, { own, all }: CustomerNames): readonly ForeignName[] {
  const ownNames = namesOf(own).map(readable);
  const wanted = all
    .filter(({ id }) => id !== own.id)
    .flatMap((one) =>
      [...new Set(namesOf(one))]
        .filter((name) => !isOrdinaryName(name))
        .map((name) => ({ accountId: one.id, name, folded: readable(name) })),
    );
  const found = new Map<string, ForeignName>();
  for (const { part, text } of fileTexts(bytes, format)) {
    const folded = readable(text);
    const present = beginnings(folded);
    const covered = coverOf(folded, ownNames);
    for (const { accountId, name, folded: looked } of wanted) {
      const key = `${accountId}\n${name}\n${part}`;
      if (found.has(key) || !present.has(beginningOf(looked))) continue;
      const at = nameOccurrences(folded, looked).find((start) => !covered(start, start + looked.length));
      if (at !== undefined)
        found.set(key, { accountId, name, part, excerpt: folded.slice(Math.max(0, at - 30), at + looked.length + 30).trim() });
    }
  }
  return [...found.values()];
}

function namesOf({ name, aliases, code }: Named): readonly string[] {
  return [name, ...aliases, code].filter((one) => one.trim() !== "");
}

/** As it is compared: without what nobody sees, folded, blanks as one. */
function readable(text: FileText["text"]): string {
  return foldText(text.replaceAll(/\p{Cf}/gu, ""))
    .replaceAll(/\s+/gu, " ")
    .trim();
}

/** The first characters of a name: where a text has them nowhere, the name need not be looked for. */
function beginningOf(name: string): string {
  return name.slice(0, 3);
}

function beginnings(text: string): ReadonlySet<string> {
  const seen = new Set<string>();
  for (let i = 0; i < text.length - 1; i += 1) seen.add(text.slice(i, i + 2)).add(text.slice(i, i + 3));
  return seen;
}

/** Whether a stretch of the text lies within one of the customer's own names. */
function coverOf(text: string, ownNames: readonly string[]): (start: number, end: number) => boolean {
  const stretches = ownNames.flatMap((name) => nameOccurrences(text, name).map((start) => ({ start, end: start + name.length })));
  return (start, end) => stretches.some((stretch) => stretch.start <= start && end <= stretch.end);
}

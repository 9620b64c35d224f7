import { useMemo } from "react";
import { type Findings, findingsOf } from "./findings.ts";
import { literalFindings } from "./literal-numbers.ts";
import type { Builder } from "./use-builder.ts";

/** What is to be looked at before the review is exported, in the language that it is shown in. */
export function useFindings({ work, order, locale, textOf }: Builder): Findings {
  const { sections } = work;
  return useMemo(() => findingsOf(literalFindings(sections, locale, textOf), sections, order), [sections, order, locale, textOf]);
}

import { useMemo } from "react";
import { type Findings, findingsOf } from "./findings.ts";
import { literalFindings } from "./literal-numbers.ts";
import type { Builder } from "./use-builder.ts";

/** What is to be looked at before the review is exported; what only the other language says, too. */
export function useFindings({ work, order, textOf }: Builder): Findings {
  const { sections } = work;
  return useMemo(() => findingsOf(literalFindings(sections, textOf), sections, order), [sections, order, textOf]);
}

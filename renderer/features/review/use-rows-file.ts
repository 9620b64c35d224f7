import type { ReviewDocument } from "../../../shared/domain/review/compose/review-document.ts";
import { xlsxOf } from "../../../shared/domain/review/export/xlsx/xlsx-of.ts";
import { useShell } from "../../ui/shell-context.ts";
import { useText } from "../../ui/text.ts";
import { useToast } from "../../ui/toast.tsx";
import type { NumberFacts } from "./number-facts.ts";
import type { Builder } from "./use-builder.ts";

/** Saves one number with its definition and its rows as a workbook. */
export function useRowsFile({ snapshot, document, work }: Builder): (facts: NumberFacts) => void {
  const t = useText("reviewBuilder");
  const shell = useShell();
  const toast = useToast();
  return ({ value, question }) => {
    const [first] = document.sections;
    if (first === undefined) return;
    const title = [{ text: value.key, key: value.key, bold: false, italic: false }];
    const alone: ReviewDocument = { ...document, sections: [{ ...first, title, blocks: [], source: [], notes: [] }] };
    const name = `${work.account.code}-${question.metric.replaceAll(".", "-")}-${snapshot.id}.xlsx`;
    void (async () => {
      const saved = await shell.saveFile(name, await xlsxOf(alone, snapshot));
      if (saved !== null) toast({ text: t("rows.saved", { name: saved.name }) });
    })();
  };
}

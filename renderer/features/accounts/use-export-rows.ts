import { useCallback } from "react";
import type { AccountRow } from "../../data/queries/account-rows.ts";
import { attentionText } from "../../ui/attention-text.ts";
import { useFormats } from "../../ui/formats.ts";
import { useShell } from "../../ui/shell-context.ts";
import { useText } from "../../ui/text.ts";
import { useToast } from "../../ui/toast.tsx";
import { gradeOf } from "./arrange-rows.ts";
import { csvColumns, rowsCsv } from "./rows-csv.ts";

/** Asks for a place and writes the rows there as CSV. */
export function useExportRows(): (rows: readonly AccountRow[]) => void {
  const t = useText("accounts");
  const domain = useText("domain");
  const common = useText("common");
  const formats = useFormats();
  const { saveFile } = useShell();
  const toast = useToast();
  return useCallback(
    (rows) => {
      const csv = rowsCsv(rows, {
        headers: csvColumns,
        state: (row) => domain(`state.${row.state}`),
        grade: (row) => domain(`state.${gradeOf(row)}`),
        tier: (row) => domain(`tier.${row.tier}`),
        scenario: (row) => domain(`scenario.${row.scenario}`),
        reason: (row) => (row.reason === null ? "" : attentionText(row.reason, domain, formats)),
      });
      const save = async (): Promise<void> => {
        const saved = await saveFile(t("export.file", { day: formats.day(Date.now()) }), csv);
        if (saved !== null) toast({ text: common("saved", { name: saved.name }) });
      };
      void save();
    },
    [t, domain, common, formats, saveFile, toast],
  );
}

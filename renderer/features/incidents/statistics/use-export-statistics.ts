import { useCallback } from "react";
import type { IncidentStatistics } from "../../../data/queries/incident-statistics.ts";
import { useShell } from "../../../ui/shell-context.ts";
import { useToast } from "../../../ui/toast.tsx";
import { statisticsCsv } from "./statistics-csv.ts";
import { useStatisticsStore } from "./statistics-store.ts";
import { useStatisticTexts } from "./use-statistic-texts.ts";

/** Asks for a place and writes every number of the screen there as CSV. */
export function useExportStatistics(): (data: IncidentStatistics) => void {
  const texts = useStatisticTexts();
  const { saveFile } = useShell();
  const toast = useToast();
  return useCallback(
    (data) => {
      const { by, timeZone } = useStatisticsStore.getState();
      const save = async (): Promise<void> => {
        const saved = await saveFile(texts.t("export.file", { period: data.period.id }), statisticsCsv(data, { by, timeZone }, texts));
        if (saved !== null) toast({ text: texts.common("saved", { name: saved.name }) });
      };
      void save();
    },
    [texts, saveFile, toast],
  );
}

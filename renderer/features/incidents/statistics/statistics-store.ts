import { create } from "zustand";
import type { PeriodKind } from "../../../../shared/domain/sla/statistics/statistic-period.ts";
import { everything, type StatisticFilter } from "../../../../shared/domain/sla/statistics/statistic.ts";
import type { StatisticsArgs } from "../../../data/queries/incident-statistics.ts";

/** Shares of promises to be kept that can be chosen. */
export const objectives = [0.9, 0.95, 0.99, 0.999] as const;

/** What the statistics are asked; kept while the reader is elsewhere. */
interface StatisticsState extends StatisticsArgs {
  readonly set: (part: Partial<StatisticsArgs>) => void;
  readonly narrow: (part: Partial<StatisticFilter>) => void;
}

const kind: PeriodKind = "month";

export const useStatisticsStore = create<StatisticsState>((set) => ({
  kind,
  periodId: null,
  timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  filter: everything,
  objective: 0.95,
  by: "policy",
  set: (part) => set(part),
  narrow: (part) => set((state) => ({ filter: { ...state.filter, ...part } })),
}));

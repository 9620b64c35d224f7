import { useMemo } from "react";
import { useFormats } from "../formats.ts";
import type { ChartUnit } from "./chart-model.ts";

export interface ValueText {
  /** On the axis: short, the unit is in the title line. */
  axis(value: number): string;
  /** In the readout and the table: exact, with its unit where it is not a count. */
  exact(value: number | null | undefined): string;
}

/** How values of a unit are written. */
export function useValueText(unit: ChartUnit): ValueText {
  const formats = useFormats();
  return useMemo(() => {
    switch (unit) {
      case "ratio":
        return {
          axis: (value) =>
            formats.number(value * 100, value !== 0 && value < 0.01 ? 1 : Number.isInteger(Number((value * 100).toFixed(6))) ? 0 : 1),
          exact: (value) => formats.percent(value, 2),
        };
      case "ms":
        return { axis: (value) => formats.compact(value), exact: (value) => `${formats.number(value)} ms` };
      case "points":
        return { axis: (value) => formats.number(value), exact: (value) => formats.number(value, 1) };
      case "users":
      case "sessions":
        return { axis: (value) => formats.compact(value), exact: (value) => formats.number(value) };
    }
  }, [unit, formats]);
}

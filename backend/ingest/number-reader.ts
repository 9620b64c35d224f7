import { fault, shown } from "./fault.ts";
import { RowFault } from "./row-fault.ts";

export interface NumberOptions {
  readonly decimal: "." | ",";
  readonly scale: number;
  readonly column: string;
}

const plain = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?$/;
/** Groups of three after the first, one sign for all of them. */
const grouped = { ".": /^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$/, ",": /^[+-]?\d{1,3}([. \u00a0\u202f]\d{3})+(,\d+)?$/ } as const;

/** Reads a number as tables write it: thousands grouped or not, decimal point or comma, never hexadecimal, infinite or with a unit. Throws RowFault. */
export function numberReader(options: NumberOptions): (text: string) => number {
  const { decimal, scale, column } = options;
  return (text) => {
    let digits = text;
    if (decimal === ",")
      digits = grouped[","].test(text)
        ? text.replace(/[. \u00a0\u202f]/g, "").replace(",", ".")
        : text.includes(".")
          ? ""
          : text.replace(",", ".");
    else if (text.includes(",") && grouped["."].test(text)) digits = text.replaceAll(",", "");
    const value = plain.test(digits) ? Number(digits) * scale : Number.NaN;
    if (!Number.isFinite(value))
      throw new RowFault(fault("bad-number", column, `${shown(text)} is not a number (decimal sign "${decimal}")`));
    // 0.1 * 3 and the like: the noise of the scale is not the file's.
    return scale === 1 ? value : Number(value.toPrecision(14));
  };
}

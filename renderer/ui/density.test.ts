import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { columnHeaderHeight, groupHeaderHeight, rowHeights } from "./density.ts";

it("agrees with the design tokens about what scripts must know", () => {
  const tokens = JSON.parse(readFileSync(new URL("../../shared/design/tokens.json", import.meta.url), "utf8")) as {
    readonly size: Readonly<Record<string, unknown>>;
  };
  const { rowCompact, rowComfortable, groupHeader, columnHeader } = tokens.size;
  expect({ ...rowHeights, groupHeaderHeight, columnHeaderHeight }).toEqual({
    compact: rowCompact,
    comfortable: rowComfortable,
    groupHeaderHeight: groupHeader,
    columnHeaderHeight: columnHeader,
  });
});

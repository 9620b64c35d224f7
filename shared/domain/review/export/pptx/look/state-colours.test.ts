import { describe, expect, it } from "vitest";
import { contrast } from "../../../layout/paper-colours.ts";
import { heatColours, themeSeries, verdictColour } from "./state-colours.ts";

const hexOf = (xml: string) => `#${/val="([0-9A-F]{6})"/.exec(xml)?.[1] ?? ""}`;

describe("colours of states and series", () => {
  it("are read on light and on dark paper: 4.5:1 at least", () => {
    for (const [dark, paper] of [
      [false, "#FFFFFF"],
      [true, "#12151A"],
    ] as const) {
      for (const verdict of ["good", "watch", "risk", "critical"] as const)
        expect({ verdict, read: contrast(hexOf(verdictColour(verdict, { dark })), paper) >= 4.5 }).toEqual({ verdict, read: true });
      for (let shade = 0; shade <= 1; shade += 0.05) {
        const heat = heatColours(shade, { dark });
        if (heat !== null) expect({ shade, read: contrast(hexOf(heat.fill), hexOf(heat.text)) >= 4.5 }).toEqual({ shade, read: true });
      }
    }
  });

  it("stay the theme's, darkened on light paper and lightened on dark paper where text needs it", () => {
    expect(themeSeries("accent1", "2B59D9", "#FFFFFF")).toEqual({
      mark: '<a:schemeClr val="accent1"/>',
      text: '<a:schemeClr val="accent1"/>',
    });
    expect(themeSeries("accent4", "FFC000", "#FFFFFF").text).toBe('<a:schemeClr val="accent4"><a:lumMod val="55000"/></a:schemeClr>');
    expect(themeSeries("accent5", "6A4306", "#12151A").text).toBe(
      '<a:schemeClr val="accent5"><a:lumMod val="80000"/><a:lumOff val="20000"/></a:schemeClr>',
    );
  });
});

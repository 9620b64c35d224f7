import type { Bench } from "./bench.ts";
import { openBenchConsole } from "./support/bench-console.ts";

/** Rows scrolled by in a frame: a fast wheel. */
const rowsPerFrame = 3;
const frames = 400;

/** Scrolls an element down and up again; answers the time between each two frames, ms. Runs in the page. */
async function frameTimes({
  selector,
  step,
  count,
}: {
  readonly selector: string;
  readonly step: number;
  readonly count: number;
}): Promise<number[]> {
  const scroller = document.querySelector(selector);
  if (scroller === null) throw new Error(`nothing to scroll: ${selector}`);
  const nextFrame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve));
  const times: number[] = [];
  let before = await nextFrame();
  let down = step;
  for (let frame = 0; frame < count; frame += 1) {
    const top = scroller.scrollTop;
    scroller.scrollTop += down;
    if (scroller.scrollTop === top) down = -down;
    const now = await nextFrame();
    times.push(now - before);
    before = now;
  }
  return times;
}

/** The floor: as many rows of twelve plain texts, all in the document, scrolled by the browser alone. */
function putPlainRows(count: number): void {
  const box = document.createElement("div");
  box.id = "plain-rows";
  box.style.cssText = "position:fixed;inset:0;overflow:auto;background:white;z-index:9";
  for (let row = 0; row < count; row += 1) {
    const line = document.createElement("div");
    line.style.cssText = "display:grid;grid-template-columns:repeat(12,1fr);height:32px";
    for (let cell = 0; cell < 12; cell += 1) line.append(Object.assign(document.createElement("span"), { textContent: `${row}.${cell}` }));
    box.append(line);
  }
  document.body.append(box);
}

/** The account list under a fast wheel: the time from frame to frame. */
export const bench: Bench = {
  name: "scroll",
  run: async (size) => {
    const { page, close } = await openBenchConsole(size);
    try {
      const list = { selector: "[role=grid]", step: rowsPerFrame * 32, count: frames };
      // Once over the rows first: the first draw of a cell is not scrolling.
      await page.evaluate(frameTimes, { ...list, count: 60 });
      const runsMs = await page.evaluate(frameTimes, list);
      const rows = Number(await page.locator("[role=grid]").getAttribute("aria-rowcount")) - 1;
      await page.evaluate(putPlainRows, rows);
      const floorRunsMs = await page.evaluate(frameTimes, { ...list, selector: "#plain-rows" });
      const over = runsMs.filter((ms) => ms > 32).length;
      return {
        runsMs,
        floorName: "as many plain rows, scrolled by the browser alone",
        floorRunsMs,
        note: `${rows} lines, 15 columns; worst frame ${Math.round(Math.max(...runsMs))} ms, ${over} of ${frames} over 32 ms`,
      };
    } finally {
      await close();
    }
  },
};

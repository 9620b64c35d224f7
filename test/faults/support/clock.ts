import type { ElectronApplication, Page } from "@playwright/test";
import type { Scene } from "./scene.ts";

/** Runs in the process whose clock is to be wrong; moves are from the true time, not from each other. */
function move(offsetMs: number): void {
  const kept: unknown = Reflect.get(globalThis, "trueDate");
  const TrueDate = (kept ?? Date) as DateConstructor;
  Reflect.set(globalThis, "trueDate", TrueDate);
  class MovedDate extends TrueDate {
    static override now(): number {
      return TrueDate.now() + offsetMs;
    }

    constructor(...args: readonly unknown[]) {
      if (args.length === 0) super(TrueDate.now() + offsetMs);
      else super(...(args as [number]));
    }
  }
  Reflect.set(globalThis, "Date", MovedDate);
}

/**
 * The laptop's clock jumps: that of the window, of its data worker and of the desktop, as JavaScript sees it. Timers, certificates and the
 * files' times keep the machine's.
 */
export async function moveClock(scene: Scene, offsetMs: number): Promise<void> {
  await moveClockOf(scene.desktop.app, scene.data.page, offsetMs);
}

/** The same for a console without a scene. */
export async function moveClockOf(app: ElectronApplication, page: Page, offsetMs: number): Promise<void> {
  await page.evaluate(move, offsetMs);
  for (const worker of page.workers()) await worker.evaluate(move, offsetMs);
  await app.evaluate(
    (_electron, [source, ms]) => {
      // oxlint-disable-next-line typescript/no-implied-eval -- the driver passes data, not functions
      (new Function(`return (${source})`) as () => (ms: number) => void)()(ms);
    },
    [move.toString(), offsetMs] as const,
  );
}

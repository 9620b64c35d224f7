import { strictModule } from "./strict.ts";

/** One display of 1920 × 1080. */
const area = { x: 0, y: 0, width: 1920, height: 1080 };
export const screen = strictModule("screen", { getAllDisplays: () => [{ workArea: area }] });

import type { Bench } from "./bench.ts";
import { exportRun } from "./support/review-book.ts";

/** A review's PowerPoint file from its frozen snapshot; ≤ 3 s. */
export const bench: Bench = { name: "review-pptx", run: (size) => exportRun(size, ["pptx"]) };

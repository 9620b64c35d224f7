import type { Bench } from "./bench.ts";
import { exportRun } from "./support/review-book.ts";

/** A review in every format but PDF, which only the desktop can print; ≤ 12 s. */
export const bench: Bench = { name: "review-all", run: (size) => exportRun(size, ["pptx", "docx", "xlsx", "html"]) };

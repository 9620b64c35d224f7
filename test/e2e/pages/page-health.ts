import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";

/** Accessibility faults of what is on the page now, one line each; `within` looks only at a part, e.g. what lies over a long list. */
export async function axeFaults(page: Page, within = "html"): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page })
    .include(within)
    .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"])
    .analyze();
  return violations.flatMap((violation) =>
    violation.nodes.map((node) => `${violation.id}: ${node.target.join(" ")} ${node.failureSummary ?? ""}`.replaceAll("\n", " ")),
  );
}

/** Collects what the page complains about from now on: refused styles and scripts, uncaught errors. */
export function watchComplaints(page: Page): readonly string[] {
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(`uncaught ${error.message}`));
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(message.text());
  });
  return complaints;
}

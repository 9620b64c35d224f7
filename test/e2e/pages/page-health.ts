import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";

/** Accessibility faults of what is on the page now, one line each; `within` looks only at a part, e.g. what lies over a long list. */
export async function axeFaults(page: Page, within = "html"): Promise<readonly string[]> {
  const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
  return told(await new AxeBuilder({ page }).include(within).withTags(tags).analyze());
}

/** Of these only what a theme can have of its own. */
export async function contrastFaults(page: Page): Promise<readonly string[]> {
  return told(await new AxeBuilder({ page }).withRules(["color-contrast", "link-in-text-block"]).analyze());
}

function told({ violations }: Awaited<ReturnType<AxeBuilder["analyze"]>>): readonly string[] {
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

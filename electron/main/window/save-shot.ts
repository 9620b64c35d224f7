import { writeFile } from "node:fs/promises";
import type { WebContents } from "electron";
import { type Result, err, ok } from "../../../shared/kernel/result.ts";

/**
 * Resolves in the page when it says that the route shows its data, that has been painted, and nothing more is on its way (`data-settled` is
 * there only once a connection has been chosen).
 */
const untilReady = `new Promise((resolve) => {
  const root = document.documentElement;
  const look = () => {
    if (root.dataset.ready !== "true" || root.dataset.settled === "false") return;
    observer.disconnect();
    document.fonts.ready.then(() => requestAnimationFrame(() => requestAnimationFrame(() => resolve(true))));
  };
  const observer = new MutationObserver(look);
  observer.observe(root, { attributes: true });
  look();
})`;

export interface ShotError {
  readonly code: "not-ready" | "not-written";
  readonly message: string;
}

/** Saves what the window shows, once the renderer says on its root element that it is ready and settled, as a PNG file. */
export async function saveShot(
  contents: Pick<WebContents, "executeJavaScript" | "capturePage">,
  file: string,
  patienceMs: number,
): Promise<Result<undefined, ShotError>> {
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), patienceMs);
  });
  try {
    const ready: unknown = await Promise.race([contents.executeJavaScript(untilReady), tooLong]);
    if (ready !== true) return err({ code: "not-ready", message: `the window did not show its data within ${patienceMs / 1000} s` });
    const image = await contents.capturePage();
    await writeFile(file, image.toPNG());
    return ok(undefined);
  } catch (error) {
    return err({ code: "not-written", message: error instanceof Error ? error.message : String(error) });
  } finally {
    clearTimeout(timer);
  }
}

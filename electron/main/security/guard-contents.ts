import type { WebContents } from "electron";
import { isConsoleUrl } from "./console-origin.ts";
import { parseExternalUrl } from "./external-url.ts";

/** Keeps a page where it is: no navigation away, no window of its own, no embedded browser. Links to the world go to the system. */
export function guardContents(contents: WebContents, openExternal: (url: string) => void): void {
  const stay = (event: { preventDefault(): void }, url: string): void => {
    if (!isConsoleUrl(url)) event.preventDefault();
  };
  contents.on("will-navigate", (event) => stay(event, event.url));
  contents.on("will-frame-navigate", (event) => stay(event, event.url));
  contents.on("will-redirect", (event) => stay(event, event.url));
  contents.on("will-attach-webview", (event) => event.preventDefault());
  contents.setWindowOpenHandler(({ url }) => {
    const external = parseExternalUrl(url);
    if (external.ok) openExternal(external.value);
    return { action: "deny" };
  });
}

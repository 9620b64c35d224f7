import { isConsoleUrl } from "../security/console-origin.ts";

/** What an `invoke` event tells about who asks. */
export interface Sender {
  readonly sender: unknown;
  readonly senderFrame: { readonly url: string; readonly parent: unknown } | null;
}

/** Only the main frame of the console's own window, while it shows the console's own page. */
export function isTrustedSender(event: Sender, ownContents: unknown): boolean {
  const frame = event.senderFrame;
  return ownContents !== null && event.sender === ownContents && frame !== null && frame.parent === null && isConsoleUrl(frame.url);
}

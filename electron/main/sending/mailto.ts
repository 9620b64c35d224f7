import type { OutgoingMessage } from "../../../shared/bridge/messages.ts";
import { headerFault } from "./header-text.ts";

/** What Windows passes on to a mail program (INTERNET_MAX_URL_LENGTH less two). A Chinese character takes nine of them. */
const longestUrl = 2081;

/** The message as a `mailto:` address (RFC 6068). `too-long` = the mail program would get a part of it, or nothing. */
export function mailtoOf(message: OutgoingMessage): { readonly url: string } | "too-long" | "refused" {
  if (headerFault(message) !== null || !message.text.isWellFormed()) return "refused";
  const fields = [
    ...(message.cc.length === 0 ? [] : [`cc=${message.cc.map(encodeURIComponent).join(",")}`]),
    `subject=${encodeURIComponent(message.subject)}`,
    `body=${encodeURIComponent(message.text.replaceAll(/\r\n?|\n/g, "\r\n"))}`,
  ];
  const url = `mailto:${message.to.map(encodeURIComponent).join(",")}?${fields.join("&")}`;
  return url.length > longestUrl ? "too-long" : { url };
}

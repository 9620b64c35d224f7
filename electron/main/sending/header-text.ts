import type { OutgoingMessage } from "../../../shared/bridge/messages.ts";

// oxlint-disable-next-line no-control-regex -- control characters are what is looked for
const control = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/;

/** One line that can stand in a header of a mail: no line break, by whichever character, and no other control character. */
export function isHeaderText(text: string): boolean {
  return !control.test(text) && text.isWellFormed();
}

/** An address that is written in an envelope and a header: no control character, blank, bracket, quote, list or comment. */
export function isPlainAddress(address: string): boolean {
  return isHeaderText(address) && /^[^\s<>"'(),:;\\[\]@]+@[^\s<>"'(),:;\\[\]@]+$/.test(address);
}

/** What cannot go into the headers of a message; null = everything can. Nothing is taken out or replaced: what was shown is what is sent. */
export function headerFault(message: OutgoingMessage): "address" | "subject" | "language" | "calendar" | "attachment" | null {
  if (![...message.to, ...message.cc].every(isPlainAddress)) return "address";
  if (!isHeaderText(message.subject)) return "subject";
  if (!/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(message.language)) return "language";
  if (message.calendar !== null && !isHeaderText(message.calendar.name)) return "calendar";
  if (message.attachment != null && !isHeaderText(message.attachment.name)) return "attachment";
  return null;
}

import { err, ok, type Result } from "../../kernel/result.ts";
import type { BoundValue } from "./bound-value.ts";
import { oneLine } from "./one-line.ts";

/** Subject and body with `{{ token }}` where a number is bound: what is edited. */
export interface MessageText {
  readonly subject: string;
  readonly body: string;
}

/** A stretch of a message: words, or a bound value in its place. */
export type MessagePart = { readonly type: "text"; readonly text: string } | { readonly type: "bound"; readonly bound: BoundValue };

/** A message as it will be read, with the places of its bound values. */
export interface BoundMessage {
  readonly subject: string;
  readonly body: string;
  readonly subjectParts: readonly MessagePart[];
  readonly bodyParts: readonly MessagePart[];
  /** Those that the text uses, in the order of their first place. */
  readonly used: readonly BoundValue[];
}

export type MessageFault =
  /** The text asks for values that are not known. */
  { readonly code: "missing-tokens"; readonly tokens: readonly string[] } | { readonly code: "empty" };

const tokenPattern = /\{\{\s*([^{}]*?)\s*\}\}/g;

/** How a token stands in a text that is edited. */
export function tokenMark(token: string): string {
  return `{{ ${token} }}`;
}

/** Tokens of a text in their order, each once. */
export function tokensOf(text: string): readonly string[] {
  return [...new Set([...text.matchAll(tokenPattern)].map((match) => match[1] ?? ""))];
}

/** Puts the bound values in their places. A token without a value is a fault, never a blank; a subject has no line end whatever is in it. */
export function bindMessage(text: MessageText, bound: readonly BoundValue[]): Result<BoundMessage, MessageFault> {
  const byToken = new Map(bound.map((value) => [value.token, value]));
  const tokens = [...new Set([...tokensOf(text.subject), ...tokensOf(text.body)])];
  const missing = tokens.filter((token) => !byToken.has(token));
  if (missing.length > 0) return err({ code: "missing-tokens", tokens: missing });
  const subjectParts = partsOf(oneLine(text.subject, 1000), byToken);
  const bodyParts = partsOf(text.body, byToken);
  const subject = oneLine(textOf(subjectParts));
  const body = textOf(bodyParts).trim();
  if (subject === "" || body === "") return err({ code: "empty" });
  return ok({ subject, body, subjectParts, bodyParts, used: tokens.flatMap((token) => byToken.get(token) ?? []) });
}

/** The parts of a text that is known to have all its values; what is unknown stays as it was written. */
export function partsOf(text: string, byToken: ReadonlyMap<string, BoundValue>): readonly MessagePart[] {
  const parts: MessagePart[] = [];
  let from = 0;
  for (const match of text.matchAll(tokenPattern)) {
    const bound = byToken.get(match[1] ?? "");
    if (bound === undefined) continue;
    if (match.index > from) parts.push({ type: "text", text: text.slice(from, match.index) });
    parts.push({ type: "bound", bound });
    from = match.index + match[0].length;
  }
  if (from < text.length) parts.push({ type: "text", text: text.slice(from) });
  return spaced(parts);
}

const han = /\p{Script=Han}/u;
const latin = /[A-Za-z0-9]/;

/**
 * Chinese sets a space between Han and Latin or figures, and none after its own brackets. What a value begins and ends with is not known to who
 * writes the text around it.
 */
function spaced(parts: readonly MessagePart[]): readonly MessagePart[] {
  return parts.map((part, index) => {
    if (part.type === "bound") return part;
    const before = parts[index - 1];
    const after = parts[index + 1];
    let { text } = part;
    if (before?.type === "bound") {
      const end = before.bound.text.at(-1) ?? "";
      if (latin.test(end) && han.test(text.charAt(0))) text = ` ${text}`;
      if (end === "）" && text.startsWith(" ") && han.test(text.charAt(1))) text = text.slice(1);
    }
    if (after?.type === "bound" && latin.test(after.bound.text.charAt(0)) && han.test(text.at(-1) ?? "")) text = `${text} `;
    return { type: "text", text };
  });
}

function textOf(parts: readonly MessagePart[]): string {
  return parts.map((part) => (part.type === "text" ? part.text : part.bound.text)).join("");
}

import { languageOf } from "../../i18n/catalogue.ts";
import { err, ok, type Result } from "../../kernel/result.ts";
import { bindMessage, type BoundMessage, type MessageText } from "./message-text.ts";
import type { TemplateKey } from "./outreach-template.ts";
import { renderMessage } from "./render-message.ts";
import { sampleFacts } from "./sample-facts.ts";

export type TemplateFault =
  /** Not a template: an unknown tag or filter, an end that is missing. */
  | { readonly code: "broken"; readonly message: string }
  /** Values that no message of this kind has. */
  | { readonly code: "unknown-tokens"; readonly tokens: readonly string[] }
  /** Values that only some messages of this kind have, printed without asking whether they are there: those others could not be written. */
  | { readonly code: "unguarded-tokens"; readonly tokens: readonly string[] }
  | { readonly code: "empty" };

/** The template written out for an invented customer of whom everything is known, or why it cannot be used. */
export function checkTemplate(key: TemplateKey, locale: string, text: MessageText, nowMs: number): Result<BoundMessage, TemplateFault> {
  const language = languageOf(locale);
  const facts = sampleFacts(key, language, "whole", nowMs);
  const whole = renderMessage(text, facts);
  if (!whole.ok) {
    const { error } = whole;
    return error.code === "missing-tokens"
      ? err({ code: "unknown-tokens", tokens: error.tokens })
      : err({ code: "broken", message: error.message });
  }
  const bare = renderMessage(text, sampleFacts(key, language, "bare", nowMs));
  if (!bare.ok && bare.error.code === "missing-tokens") return err({ code: "unguarded-tokens", tokens: bare.error.tokens });
  const bound = bindMessage(whole.value, facts.bound);
  if (bound.ok) return ok(bound.value);
  return bound.error.code === "empty" ? err({ code: "empty" }) : err({ code: "unknown-tokens", tokens: bound.error.tokens });
}

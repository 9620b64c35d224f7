import { Liquid, UndefinedVariableError } from "liquidjs";
import { err, ok, type Result } from "../../kernel/result.ts";
import type { MessageFacts } from "./message-facts.ts";
import { type MessageText, tokenMark } from "./message-text.ts";

export type RenderFault =
  /** The template asks for values that are not known of this peak or contact. */
  | { readonly code: "missing-tokens"; readonly tokens: readonly string[] }
  /** It is not a template: an unknown tag or filter, an end that is missing. */
  | { readonly code: "template-broken"; readonly message: string };

/** Tags that a template may use: none that reads files, repeats or keeps values. */
const allowedTags = new Set(["if", "unless", "case", "comment", "raw"]);

const engine = createEngine();

function createEngine(): Liquid {
  const liquid = new Liquid({
    strictVariables: true,
    strictFilters: true,
    // A condition may ask whether a value is known; printing one that is not stays a fault.
    lenientIf: true,
    ownPropertyOnly: true,
    templates: {},
    parseLimit: 50_000,
    memoryLimit: 200_000,
  });
  for (const name of Object.keys(liquid.tags)) if (!allowedTags.has(name)) delete liquid.tags[name];
  return liquid;
}

/**
 * A template with a peak's or notice's facts: conditions decided, and `{{ token }}` left where a number is bound, so that the text can be edited
 * and its numbers still follow what they are bound to. Every missing token is named.
 */
export function renderMessage(template: MessageText, facts: MessageFacts): Result<MessageText, RenderFault> {
  const missing = new Set<string>();
  const scope: Record<string, unknown> = {};
  for (const flag of facts.flags) scope[flag] = true;
  for (const { token } of facts.bound) scope[token] = tokenMark(token);
  // Each round names one more; a template has a few dozen.
  for (let round = 0; round < 60; round += 1) {
    try {
      const subject = engine.parseAndRenderSync(template.subject, scope) as string;
      const body = engine.parseAndRenderSync(template.body, scope) as string;
      if (missing.size > 0) return err({ code: "missing-tokens", tokens: [...missing] });
      return ok({ subject: subject.trim(), body: tidy(body) });
    } catch (error) {
      const name = undefinedName(error);
      if (name === null || missing.has(name)) {
        return err({ code: "template-broken", message: error instanceof Error ? error.message.slice(0, 300) : "template" });
      }
      missing.add(name);
      scope[name] = "?";
    }
  }
  return err({ code: "missing-tokens", tokens: [...missing] });
}

function undefinedName(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  const cause: unknown = "originalError" in error ? error.originalError : error;
  if (!(UndefinedVariableError.is(error) || (cause instanceof Error && UndefinedVariableError.is(cause)))) return null;
  return /undefined variable: ([\w.]+)/.exec(error.message)?.[1] ?? null;
}

/** Conditions that came to nothing leave empty lines. */
function tidy(body: string): string {
  return body
    .replaceAll(/[ \t]+$/gm, "")
    .replaceAll(/\n{3,}/g, "\n\n")
    .trim();
}

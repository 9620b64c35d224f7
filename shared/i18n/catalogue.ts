/** Languages of the console. Customer-facing text follows the customer's language, which may be any of these. */
export const languages = ["zh-CN", "en"] as const;
export type Language = (typeof languages)[number];

/** The nearest language of the console to a BCP 47 tag: every Chinese is zh-CN, everything else is English. */
export function languageOf(tag: string): Language {
  return tag.toLowerCase().startsWith("zh") ? "zh-CN" : "en";
}

/**
 * What the Chinese file of a namespace must hold: every key of the English one. English writes a plural as `key#one` and `key#other`;
 * Chinese has one form, so `key#one` does not exist there.
 */
export type Translation<English> = {
  readonly [K in keyof English as K extends `${string}#one` ? never : K]: string;
};

/** Names between `{{` and `}}` in a text, without the format that may follow a comma. */
export type Placeholder<Text> = Text extends `${string}{{${infer Inner}}}${infer Rest}`
  ? (Inner extends `${infer Name}, ${string}` ? Name : Inner) | Placeholder<Rest>
  : never;

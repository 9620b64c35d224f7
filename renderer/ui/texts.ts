import type { i18n } from "i18next";
import { createContext } from "react";
import type { Language } from "../../shared/i18n/catalogue.ts";
import type { Namespace, Text } from "../../shared/i18n/catalogues.ts";

/** The texts of one language. The same object until the language changes, and so are the functions that it gives. */
export interface Texts {
  readonly language: Language;
  of<N extends Namespace>(namespace: N): Text<N>;
}

export const TextsContext = createContext<Texts | null>(null);

/** i18next does not know our catalogues; `Text` is stricter than its own types: key, placeholders and plural are all checked. */
type Untyped = (key: string, values?: object) => string;

/** Texts that are looked up once: a list asks for the same words in every row. Only texts without placeholders are kept. */
export function createTexts(translator: i18n, language: Language): Texts {
  const made = new Map<Namespace, Untyped>();
  const make = (namespace: Namespace): Untyped => {
    const plain = translator.getFixedT(language, namespace) as unknown as Untyped;
    const kept = new Map<string, string>();
    return (key, values) => {
      if (values !== undefined) return plain(key, { ...values });
      const known = kept.get(key);
      if (known !== undefined) return known;
      const found = plain(key);
      kept.set(key, found);
      return found;
    };
  };
  return {
    language,
    of: <N extends Namespace>(namespace: N): Text<N> => {
      const text = made.get(namespace) ?? make(namespace);
      made.set(namespace, text);
      return text as unknown as Text<N>;
    },
  };
}

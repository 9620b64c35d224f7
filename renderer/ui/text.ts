import { use } from "react";
import type { Language } from "../../shared/i18n/catalogue.ts";
import type { Namespace, Text } from "../../shared/i18n/catalogues.ts";
import { TextsContext, type Texts } from "./texts.ts";

/** The texts of a namespace in the current language; a component that uses it is drawn again when the language changes. */
export function useText<N extends Namespace>(namespace: N): Text<N> {
  return useTexts().of(namespace);
}

/** The language that the window shows now. */
export function useLanguage(): Language {
  return useTexts().language;
}

function useTexts(): Texts {
  const texts = use(TextsContext);
  if (texts === null) throw new Error("no TextProvider above this component");
  return texts;
}

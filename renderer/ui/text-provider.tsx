import type { ReactNode } from "react";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { languageOf } from "../../shared/i18n/catalogue.ts";
import { TextsContext, createTexts } from "./texts.ts";

/** Hands the translator's texts to everything below. It alone listens for the language: a listener in every cell cost more than the cells. */
export function TextProvider({ children }: { readonly children: ReactNode }): ReactNode {
  const { i18n } = useTranslation();
  const language = languageOf(i18n.language);
  const texts = useMemo(() => createTexts(i18n, language), [i18n, language]);
  return <TextsContext value={texts}>{children}</TextsContext>;
}

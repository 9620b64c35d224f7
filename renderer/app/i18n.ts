import type { i18n } from "i18next";
import { createInstance } from "i18next";
import { initReactI18next } from "react-i18next";
import type { Language } from "../../shared/i18n/catalogue.ts";
import { catalogues } from "../../shared/i18n/catalogues.ts";

/** The translator of the window: both languages are on board, so that a change is at once and works offline. */
export function createTranslator(language: Language): i18n {
  const instance = createInstance();
  void instance.use(initReactI18next).init({
    lng: language,
    fallbackLng: false,
    resources: catalogues,
    defaultNS: "common",
    keySeparator: false,
    nsSeparator: false,
    pluralSeparator: "#",
    initAsync: false,
    interpolation: { escapeValue: false },
    react: { useSuspense: false },
  });
  return instance;
}

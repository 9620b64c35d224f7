import { MantineProvider } from "@mantine/core";
import type { ReactNode } from "react";
import { useEffect, useState } from "react";
import { I18nextProvider } from "react-i18next";
import { DensityContext } from "../ui/density.ts";
import { useDevice } from "../ui/device.ts";
import type { KeyRegistry } from "../ui/keys.ts";
import { KeyRegistryContext } from "../ui/keys.ts";
import { createKeyRegistry } from "../ui/key-registry.ts";
import { NavigationContext } from "../ui/navigation.ts";
import { TextProvider } from "../ui/text-provider.tsx";
import { ToastProvider } from "../ui/toast.tsx";
import { useHashNavigation } from "./hash-location.ts";
import { createTranslator } from "./i18n.ts";

/** Language, theme, density, keys and places for everything below. */
export function Providers({ children }: { readonly children: ReactNode }): ReactNode {
  const { language, theme, density } = useDevice();
  const [translator] = useState(() => createTranslator(language));
  useEffect(() => {
    void translator.changeLanguage(language);
  }, [translator, language]);
  const navigation = useHashNavigation();
  const [keys, setKeys] = useState<KeyRegistry | null>(null);
  useEffect(() => {
    const { registry, stop } = createKeyRegistry(document, () => performance.now());
    setKeys(registry);
    return stop;
  }, []);
  return (
    <I18nextProvider i18n={translator}>
      <TextProvider>
        {/* The overlay library's own style elements are switched off: the content security policy refuses them, and our tokens say it all. */}
        <MantineProvider forceColorScheme={theme} withCssVariables={false} withGlobalClasses={false} withStaticClasses={false}>
          <NavigationContext.Provider value={navigation}>
            <KeyRegistryContext.Provider value={keys}>
              <DensityContext.Provider value={density}>
                <ToastProvider>{children}</ToastProvider>
              </DensityContext.Provider>
            </KeyRegistryContext.Provider>
          </NavigationContext.Provider>
        </MantineProvider>
      </TextProvider>
    </I18nextProvider>
  );
}

import "../data/zod-without-eval.ts";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import type { AppInfo } from "../../shared/bridge/app-info.ts";
import type { BridgeAnswer, HeadroomBridge } from "../../shared/bridge/contract.ts";
import { languageOf } from "../../shared/i18n/catalogue.ts";
import { catalogues } from "../../shared/i18n/catalogues.ts";
import { App } from "./app.tsx";
import { logError } from "./bridge.ts";
import { DeviceProvider } from "./device-provider.tsx";
import { Providers } from "./providers.tsx";
import "./styles.css";

/** Says why there is no console, in the reader's language. */
export function showFailure(root: HTMLElement, failure: "bridge.missing" | "internal"): void {
  root.textContent = catalogues[languageOf(navigator.language)].errors[failure] ?? "";
}

/** Draws the console as the desktop describes itself. */
export function showConsole(root: HTMLElement, bridge: HeadroomBridge, info: BridgeAnswer<AppInfo>): void {
  if (!info.ok) return showFailure(root, "internal");
  const onUncaughtError = (error: unknown): void => {
    void logError(bridge, error instanceof Error ? error : new Error(String(error)));
    // React has taken everything away: a word is better than an empty window.
    setTimeout(() => showFailure(root, "internal"));
  };
  createRoot(root, { onUncaughtError }).render(
    <StrictMode>
      <DeviceProvider bridge={bridge} initial={info.value}>
        <Providers>
          <App bridge={bridge} />
        </Providers>
      </DeviceProvider>
    </StrictMode>,
  );
}

import "../data/zod-without-eval.ts";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { languageOf } from "../../shared/i18n/catalogue.ts";
import { catalogues } from "../../shared/i18n/catalogues.ts";
import { parseRoute, routePath } from "../ui/routes.ts";
import { App } from "./app.tsx";
import { askDesktop, findBridge } from "./bridge.ts";
import { DeviceProvider } from "./device-provider.tsx";
import { Providers } from "./providers.tsx";
import { loadScreen } from "./screen.tsx";
import { prepareWorker } from "./spare-worker.ts";
import "./styles.css";
import { installTrustedTypes } from "./trusted-types.ts";

installTrustedTypes();
await start();

async function start(): Promise<void> {
  const root = document.getElementById("root");
  if (root === null) throw new Error("index.html has no #root");
  const bridge = findBridge();
  if (bridge === null) {
    root.textContent = catalogues[languageOf(navigator.language)].errors["bridge.missing"] ?? "";
    return;
  }
  prepareWorker();
  const info = await askDesktop(bridge, "app.info", undefined);
  if (!info.ok) {
    root.textContent = catalogues[languageOf(navigator.language)].errors["internal"] ?? "";
    return;
  }
  const { route } = info.value.overrides;
  const asked = route === null ? null : parseRoute(route);
  if (asked !== null) history.replaceState(null, "", `#${routePath(asked)}`);
  // The screen's code is on its way while the frame is made.
  loadScreen(asked ?? parseRoute(location.hash.slice(1)) ?? { screen: "today" }).catch(() => undefined);
  createRoot(root).render(
    <StrictMode>
      <DeviceProvider bridge={bridge} initial={info.value}>
        <Providers>
          <App bridge={bridge} />
        </Providers>
      </DeviceProvider>
    </StrictMode>,
  );
}

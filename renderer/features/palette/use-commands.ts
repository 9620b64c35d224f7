import { useMemo } from "react";
import { useDataClient } from "../../data/data-client-provider.tsx";
import { useDraftMissing } from "../../data/review/use-draft-missing.ts";
import { useDevice } from "../../ui/device.ts";
import type { Navigation } from "../../ui/navigation.ts";
import { useReaderZone } from "../../ui/reader-zone.ts";
import { useText } from "../../ui/text.ts";
import { useVault } from "../../ui/vault-context.ts";
import type { PaletteCommand } from "./palette-entries.ts";

const places = [
  { screen: "today", keys: "g t" },
  { screen: "accounts", keys: "g a" },
  { screen: "portfolio", keys: "g h" },
  { screen: "peaks", keys: "g p" },
  { screen: "outreach", keys: "g o" },
  { screen: "round", keys: "g w" },
  { screen: "incidents", keys: "g i" },
  { screen: "reviews", keys: "g r" },
  { screen: "notices", keys: "g n" },
  { screen: "knowledge", keys: "g k" },
  { screen: "sync", keys: "g s" },
  { screen: "settings", keys: "mod+," },
] as const;

/** The commands of the palette, in the order in which they are offered. */
export function useCommands(onGo: Navigation["navigate"], onKeys: () => void): readonly PaletteCommand[] {
  const t = useText("palette");
  const shell = useText("shell");
  const client = useDataClient();
  const vault = useVault();
  const draftMissing = useDraftMissing();
  const zone = useReaderZone();
  const { changeSettings } = useDevice();
  return useMemo(
    () => [
      ...places.map(({ screen, keys }) => ({ id: screen, label: t(`go.${screen}`), keys, run: () => onGo({ screen }) })),
      {
        id: "draft-reviews",
        label: t("draftReviews"),
        run: () => {
          onGo({ screen: "reviews" });
          void draftMissing(Date.now(), zone);
        },
      },
      { id: "sync-now", label: shell("keys.sync"), run: () => client.syncNow() },
      { id: "lock", label: shell("keys.lock"), keys: "mod+shift+l", run: () => void vault.lock() },
      { id: "keys", label: shell("keys.help"), keys: "?", run: onKeys },
      ...(["light", "dark", "system"] as const).map((theme) => ({
        id: `theme-${theme}`,
        label: t(`theme.${theme}`),
        run: () => void changeSettings({ theme }),
      })),
      ...(["zh-CN", "en"] as const).map((language) => ({
        id: `language-${language}`,
        label: t(`language.${language}`),
        run: () => void changeSettings({ language }),
      })),
      ...(["compact", "comfortable"] as const).map((density) => ({
        id: `density-${density}`,
        label: t(`density.${density}`),
        run: () => void changeSettings({ density }),
      })),
    ],
    [t, shell, client, vault, draftMissing, zone, changeSettings, onGo, onKeys],
  );
}

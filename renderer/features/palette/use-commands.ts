import { useContext, useMemo, useState } from "react";
import { useDataClient } from "../../data/data-client-provider.tsx";
import { useDraftMissing } from "../../data/review/use-draft-missing.ts";
import { useDevice } from "../../ui/device.ts";
import { type KeyBinding, KeyRegistryContext } from "../../ui/keys.ts";
import type { Navigation } from "../../ui/navigation.ts";
import { useReaderZone } from "../../ui/reader-zone.ts";
import { useSitePacks } from "../../ui/site-pack-context.ts";
import { useText } from "../../ui/text.ts";
import type { PaletteCommand } from "./palette-entries.ts";

/** The commands of the palette, in the order in which they are offered: every key that the screens bind now, then what has no key. */
export function useCommands(onGo: Navigation["navigate"]): readonly PaletteCommand[] {
  const t = useText("palette");
  const shell = useText("shell");
  const pack = useText("sitePack");
  const { open, choose } = useSitePacks();
  const isPack = open !== null;
  const client = useDataClient();
  const draftMissing = useDraftMissing();
  const zone = useReaderZone();
  const { changeSettings } = useDevice();
  const registry = useContext(KeyRegistryContext);
  // As they were when the palette opened: what lies behind it does not change under the reader's hands.
  const [bound] = useState(() => registry?.all() ?? []);
  return useMemo(
    () => [
      ...bound.map(commandOf),
      // A site pack is read, and asks nobody for anything.
      ...(isPack
        ? []
        : [
            {
              id: "draft-reviews",
              label: t("draftReviews"),
              run: () => {
                onGo({ screen: "reviews" });
                void draftMissing(Date.now(), zone);
              },
            },
            { id: "sync-now", label: shell("keys.sync"), run: () => client.syncNow() },
          ]),
      { id: "open-pack", label: pack("open.link"), run: choose },
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
    [bound, t, shell, client, draftMissing, zone, changeSettings, onGo, isPack, pack, choose],
  );
}

function commandOf({ keys, label, group, run }: KeyBinding): PaletteCommand {
  return {
    id: `key:${keys}`,
    label,
    keys,
    ofScreen: group === "screen" || group === "list",
    run: () => run(new KeyboardEvent("keydown")),
  };
}

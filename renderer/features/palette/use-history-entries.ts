import { useUndoHistory } from "../../data/use-undo-history.ts";
import { useFormats } from "../../ui/formats.ts";
import type { Navigation } from "../../ui/navigation.ts";
import { railScreens } from "../../ui/rail-screens.ts";
import { parseRoute } from "../../ui/routes.ts";
import { useText } from "../../ui/text.ts";
import { joinDots } from "../../../shared/i18n/format-number.ts";
import type { PaletteEntry } from "./palette-entries.ts";

/** What was edited, newest first, with where and when: one that stands is taken back, one that was taken back is done again. */
export function useHistoryEntries(
  onGo: Navigation["navigate"],
  onUndo: (id: number) => void,
  onRedo: (id: number) => void,
): readonly PaletteEntry[] {
  const t = useText("palette");
  const shell = useText("shell");
  const formats = useFormats();
  return useUndoHistory()
    .toReversed()
    .map(({ id, what, place, atMs, state, canRedo }) => {
      const route = parseRoute(place);
      const screen = route === null ? null : railScreens[route.screen];
      const where = screen === null ? "" : shell(`rail.${screen}`);
      const run = (): void => {
        if (state === "done") onUndo(id);
        else if (state === "undone" && canRedo) onRedo(id);
        else if (route !== null) onGo(route);
      };
      return {
        id: `history:${String(id)}`,
        title: what,
        detail: joinDots([t(`history.${state}`), where, formats.time(atMs)].filter((part) => part !== "")),
        run,
      };
    });
}

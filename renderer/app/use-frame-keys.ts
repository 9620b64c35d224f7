import type { BridgeEventData } from "../../shared/bridge/contract.ts";
import { assertNever } from "../../shared/kernel/assert-never.ts";
import { useDataClient } from "../data/data-client-provider.tsx";
import { useDevice } from "../ui/device.ts";
import { useKeys } from "../ui/keys.ts";
import { useNavigate } from "../ui/navigation.ts";
import { useText } from "../ui/text.ts";
import { useVault } from "../ui/vault-context.ts";
import type { UndoActions } from "./use-undo.ts";
import { nextZoom } from "../ui/zoom.ts";

/** A text being typed has its own undo. */
function inField(): boolean {
  const active = document.activeElement;
  return active instanceof HTMLElement && (active.isContentEditable || /^(INPUT|TEXTAREA)$/.test(active.tagName));
}

type CommandId = BridgeEventData<"command">["id"];

/** The keys that work on every screen; answers what carries out a menu item of the desktop, which does the same things. */
export function useFrameKeys({
  openPalette,
  openHistory,
  openKeys,
  edits,
}: {
  readonly openPalette: () => void;
  readonly openHistory: () => void;
  readonly openKeys: () => void;
  readonly edits: UndoActions;
}): (id: CommandId) => void {
  const t = useText("shell");
  const go = useText("palette");
  const navigate = useNavigate();
  const client = useDataClient();
  const vault = useVault();
  const { info, changeSettings } = useDevice();
  const zoom = (direction: "in" | "out" | "reset"): void => void changeSettings({ zoom: nextZoom(info.settings.zoom, direction) });
  const run = (id: CommandId): void => {
    switch (id) {
      case "palette":
        return openPalette();
      case "sync":
        return client.syncNow();
      case "settings":
        return navigate({ screen: "settings" });
      case "shortcuts":
        return openKeys();
      case "undo":
        return inField() ? void document.execCommand("undo") : edits.undo();
      case "redo":
        return inField() ? void document.execCommand("redo") : edits.redo();
      case "print":
        return window.print();
      case "zoom-in":
        return zoom("in");
      case "zoom-out":
        return zoom("out");
      case "zoom-reset":
        return zoom("reset");
      default:
        return assertNever(id);
    }
  };
  useKeys([
    { keys: "g t", label: go("go.today"), group: "go", run: () => navigate({ screen: "today" }) },
    { keys: "g a", label: go("go.accounts"), group: "go", run: () => navigate({ screen: "accounts" }) },
    { keys: "g h", label: go("go.portfolio"), group: "go", run: () => navigate({ screen: "portfolio" }) },
    { keys: "g p", label: go("go.peaks"), group: "go", run: () => navigate({ screen: "peaks" }) },
    { keys: "g o", label: go("go.outreach"), group: "go", run: () => navigate({ screen: "outreach" }) },
    { keys: "g w", label: go("go.round"), group: "go", run: () => navigate({ screen: "round" }) },
    { keys: "g i", label: go("go.incidents"), group: "go", run: () => navigate({ screen: "incidents" }) },
    { keys: "g c", label: go("go.statistics"), group: "go", run: () => navigate({ screen: "statistics" }) },
    { keys: "g r", label: go("go.reviews"), group: "go", run: () => navigate({ screen: "reviews" }) },
    { keys: "g n", label: go("go.notices"), group: "go", run: () => navigate({ screen: "notices" }) },
    { keys: "g k", label: go("go.knowledge"), group: "go", run: () => navigate({ screen: "knowledge" }) },
    { keys: "g d", label: go("go.tasks"), group: "go", run: () => navigate({ screen: "tasks" }) },
    { keys: "g e", label: go("go.renewals"), group: "go", run: () => navigate({ screen: "renewals" }) },
    { keys: "g s", label: go("go.sync"), group: "go", run: () => navigate({ screen: "sync" }) },
    { keys: "mod+,", label: go("go.settings"), group: "go", inFields: true, run: () => run("settings") },
    { keys: "mod+z", label: t("undo"), group: "app", run: () => edits.undo() },
    { keys: "mod+shift+z", label: t("redo"), group: "app", run: () => edits.redo() },
    { keys: "g z", label: t("undo.history"), group: "app", run: openHistory },
    { keys: "mod+p", label: t("print"), group: "app", inFields: true, run: () => run("print") },
    { keys: "mod+k", label: t("keys.palette"), group: "app", inFields: true, run: openPalette },
    { keys: "mod+shift+l", label: t("keys.lock"), group: "app", inFields: true, run: () => void vault.lock() },
    { keys: "?", label: t("keys.help"), group: "app", run: openKeys },
    { keys: "mod+=", label: t("keys.zoomIn"), group: "app", inFields: true, run: () => zoom("in") },
    { keys: "mod+-", label: t("keys.zoomOut"), group: "app", inFields: true, run: () => zoom("out") },
    { keys: "mod+0", label: t("keys.zoomReset"), group: "app", inFields: true, run: () => zoom("reset") },
  ]);
  return run;
}

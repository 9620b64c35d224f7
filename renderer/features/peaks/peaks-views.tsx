import type { ReactNode } from "react";
import { useSavedViews } from "../../data/use-saved-views.ts";
import { useText } from "../../ui/text.ts";
import { ViewMenu } from "../../ui/view-menu.tsx";
import { usePeaksStore } from "./peaks-store.ts";
import { parsePeaksView, wholeView } from "./peaks-view.ts";

/** What is shown under a name: opened, kept and deleted from the title bar. `held` = a link led to a peak. */
export function PeaksViews({ held }: { readonly held: boolean }): ReactNode {
  const t = useText("peaks");
  const viewId = usePeaksStore((state) => state.viewId);
  const view = usePeaksStore((state) => state.view);
  const { openView } = usePeaksStore.getState();
  return (
    <ViewMenu
      model={useSavedViews("peaks")}
      definition={{ ...view }}
      viewId={viewId}
      onOpen={(id, definition) => openView(id, definition === null ? wholeView : parsePeaksView(definition))}
      whole={{ id: "all", name: t("view.all") }}
      held={held}
    />
  );
}

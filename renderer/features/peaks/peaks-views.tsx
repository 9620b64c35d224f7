import { Bookmark } from "lucide-react";
import type { ReactNode } from "react";
import { useSavedViews } from "../../data/use-saved-views.ts";
import { Button } from "../../ui/button.tsx";
import { useText } from "../../ui/text.ts";
import { useViewReports } from "../../ui/use-view-reports.ts";
import { ViewMenu } from "../../ui/view-menu.tsx";
import { usePeaksStore } from "./peaks-store.ts";
import { parsePeaksView, wholeView } from "./peaks-view.ts";

/** What is shown under a name: opened, kept and deleted from the title bar. */
export function PeaksViews(): ReactNode {
  const t = useText("peaks");
  const viewId = usePeaksStore((state) => state.viewId);
  const { openView } = usePeaksStore.getState();
  const { views, create, remove } = useSavedViews("peaks");
  const report = useViewReports();
  const current = views.find((view) => view.id === viewId) ?? null;
  const save = (name: string): void => {
    const { view } = usePeaksStore.getState();
    create?.(name, { ...view }, (outcome, id) => {
      if (outcome.ok) openView(id, view);
      report("saved", name, outcome);
    });
  };
  return (
    <ViewMenu
      choices={[{ id: "all", name: t("view.all") }, ...views.map(({ id, name }) => ({ id, name }))]}
      viewId={viewId}
      onOpen={(id) => openView(id, id === "all" ? wholeView : parsePeaksView(views.find((view) => view.id === id)?.definition))}
      onSave={create === null ? null : save}
      current={current}
      onDelete={() => {
        if (current === null) return;
        openView("all", wholeView);
        remove(current, (outcome) => report("deleted", current.name, outcome));
      }}
      trigger={
        <Button size="small" variant="ghost" icon={<Bookmark size={14} aria-hidden="true" />}>
          {current?.name ?? t("view.all")}
        </Button>
      }
    />
  );
}

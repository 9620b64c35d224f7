import type { ReactNode } from "react";
import { useSavedViews } from "../../data/use-saved-views.ts";
import { Tabs } from "../../ui/tabs.tsx";
import { useText } from "../../ui/text.ts";
import { useViewReports } from "../../ui/use-view-reports.ts";
import { ViewMenu } from "../../ui/view-menu.tsx";
import { useIncidentsStore } from "./incidents-store.ts";
import { builtInViewIds, builtInViews, listViewDefinition, parseListView } from "./list-view.ts";

/** The views everybody has and those the reader saved, as tabs in the title bar, with a menu to save and delete. */
export function ViewTabs(): ReactNode {
  const t = useText("incidents");
  const viewId = useIncidentsStore((state) => state.viewId);
  const { openView } = useIncidentsStore.getState();
  const { views, create, remove } = useSavedViews("incidents");
  const report = useViewReports();
  const items = [
    ...builtInViewIds.map((id) => ({ id: id as string, label: t(`view.${id}`) })),
    ...views.map((view) => ({ id: view.id, label: view.name })),
  ];
  const open = (id: string): void => {
    const builtIn = builtInViewIds.find((known) => known === id);
    openView(id, builtIn === undefined ? parseListView(views.find((view) => view.id === id)?.definition) : builtInViews[builtIn]);
  };
  const save = (name: string): void => {
    const { view } = useIncidentsStore.getState();
    create?.(name, listViewDefinition(view), (outcome, id) => {
      if (outcome.ok) openView(id, view);
      report("saved", name, outcome);
    });
  };
  const current = views.find((view) => view.id === viewId) ?? null;
  return (
    <>
      <Tabs label={t("view.menu")} items={items} value={viewId} onChange={open} />
      <ViewMenu
        choices={[]}
        viewId={viewId}
        onOpen={open}
        onSave={create === null ? null : save}
        current={current}
        onDelete={() => {
          if (current === null) return;
          openView("all", builtInViews.all);
          remove(current, (outcome) => report("deleted", current.name, outcome));
        }}
      />
    </>
  );
}

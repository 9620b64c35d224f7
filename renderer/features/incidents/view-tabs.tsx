import { ChevronDown } from "lucide-react";
import type { ReactNode } from "react";
import { useSavedViews } from "../../data/use-saved-views.ts";
import { IconButton } from "../../ui/icon-button.tsx";
import { Tabs } from "../../ui/tabs.tsx";
import { useText } from "../../ui/text.ts";
import { ViewMenu } from "../../ui/view-menu.tsx";
import { useIncidentsStore } from "./incidents-store.ts";
import { builtInViewIds, builtInViews, listViewDefinition, parseListView } from "./list-view.ts";

/** The views everybody has and those the reader saved, as tabs in the title bar, with a menu to save and delete. */
export function ViewTabs(): ReactNode {
  const t = useText("incidents");
  const common = useText("common");
  const viewId = useIncidentsStore((state) => state.viewId);
  const view = useIncidentsStore((state) => state.view);
  const held = useIncidentsStore((state) => state.behind !== null);
  const { openView } = useIncidentsStore.getState();
  const model = useSavedViews("incidents");
  const items = [
    ...builtInViewIds.map((id) => ({ id: id as string, label: t(`view.${id}`) })),
    ...model.views.map((saved) => ({ id: saved.id, label: saved.name })),
  ];
  const open = (id: string): void => {
    const builtIn = builtInViewIds.find((known) => known === id);
    openView(id, builtIn === undefined ? parseListView(model.views.find((saved) => saved.id === id)?.definition) : builtInViews[builtIn]);
  };
  return (
    <>
      <Tabs label={t("view.menu")} items={items} value={viewId} onChange={open} />
      <ViewMenu
        tabs
        model={model}
        definition={listViewDefinition(view)}
        viewId={viewId}
        onOpen={(id, definition) => openView(id, definition === null ? builtInViews.all : parseListView(definition))}
        whole={{ id: "all", name: t("view.all") }}
        held={held}
        trigger={<IconButton label={common("views")} icon={<ChevronDown size={14} aria-hidden="true" />} size="small" />}
      />
    </>
  );
}

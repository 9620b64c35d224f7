import type { ReactNode } from "react";
import { noticeTypes } from "../../../shared/domain/notice/notice.ts";
import { useSavedViews } from "../../data/use-saved-views.ts";
import { ChoiceChip } from "../../ui/choice-chip.tsx";
import { ToolBar } from "../../ui/page.tsx";
import { useText } from "../../ui/text.ts";
import { ViewMenu } from "../../ui/view-menu.tsx";
import { parseNoticesView, useNoticesStore, wholeView } from "./notices-store.ts";

const severities = ["critical", "high", "medium", "low"] as const;
const states = ["open", "draft", "closed"] as const;

/** Which notices are listed. */
export function NoticesToolbar(): ReactNode {
  const t = useText("notices");
  const view = useNoticesStore((state) => state.view);
  const { change } = useNoticesStore.getState();
  return (
    <ToolBar label={t("filter.bar")}>
      <ChoiceChip
        label={t("col.severity")}
        options={severities.map((id) => ({ id, label: t(`severity.${id}`) }))}
        chosen={view.severities}
        onChange={(chosen) => change({ severities: chosen })}
      />
      <ChoiceChip
        label={t("col.type")}
        options={noticeTypes.map((id) => ({ id, label: t(`type.${id}`) }))}
        chosen={view.types}
        onChange={(chosen) => change({ types: chosen })}
      />
      <ChoiceChip
        label={t("filter.state")}
        options={states.map((id) => ({ id, label: t(`group.${id}`) }))}
        chosen={view.states}
        onChange={(chosen) => change({ states: chosen })}
      />
    </ToolBar>
  );
}

/** What is listed under a name: opened, kept and deleted from the title bar. */
export function NoticesViews(): ReactNode {
  const t = useText("common");
  const viewId = useNoticesStore((state) => state.viewId);
  const view = useNoticesStore((state) => state.view);
  const { openView } = useNoticesStore.getState();
  return (
    <ViewMenu
      model={useSavedViews("notices")}
      definition={{ ...view }}
      viewId={viewId}
      onOpen={(id, definition) => openView(id, definition === null ? wholeView : parseNoticesView(definition))}
      whole={{ id: "all", name: t("views.all") }}
    />
  );
}

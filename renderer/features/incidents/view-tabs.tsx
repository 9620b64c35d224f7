import { ChevronDown } from "lucide-react";
import type { ReactNode } from "react";
import { useState } from "react";
import type { RecordOf } from "../../../shared/domain/kinds.ts";
import { useQuery, useSyncStatus } from "../../data/hooks.ts";
import { deleteWithInverse } from "../../data/inverse-edits.ts";
import { newRecordId } from "../../data/new-record-id.ts";
import { useUndoableEdit } from "../../data/use-undoable-edit.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Field } from "../../ui/field.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { Menu, type MenuItem } from "../../ui/menu.tsx";
import { Tabs } from "../../ui/tabs.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { useText } from "../../ui/text.ts";
import { useToast } from "../../ui/toast.tsx";
import { useIncidentsStore } from "./incidents-store.ts";
import { builtInViewIds, builtInViews, listViewDefinition, parseListView } from "./list-view.ts";

/** The views everybody has and those the reader saved, as tabs in the title bar, with a menu to save and delete. */
export function ViewTabs(): ReactNode {
  const t = useText("incidents");
  const viewId = useIncidentsStore((state) => state.viewId);
  const { openView } = useIncidentsStore.getState();
  const { data: saved = [] } = useQuery("incidentViews", undefined);
  const items = [
    ...builtInViewIds.map((id) => ({ id: id as string, label: t(`view.${id}`) })),
    ...saved.map((view) => ({ id: view.id, label: view.name })),
  ];
  const open = (id: string): void => {
    const builtIn = builtInViewIds.find((known) => known === id);
    openView(id, builtIn === undefined ? parseListView(saved.find((view) => view.id === id)?.definition) : builtInViews[builtIn]);
  };
  return (
    <>
      <Tabs label={t("view.menu")} items={items} value={viewId} onChange={open} />
      <ViewMenu saved={saved} />
    </>
  );
}

function ViewMenu({ saved }: { readonly saved: readonly RecordOf<"savedView">[] }): ReactNode {
  const t = useText("incidents");
  const { user } = useSyncStatus();
  const viewId = useIncidentsStore((state) => state.viewId);
  const { openView } = useIncidentsStore.getState();
  const save = useViewEdits(saved, user?.id ?? null);
  const [naming, setNaming] = useState(false);
  const current = saved.find((view) => view.id === viewId);
  const items: MenuItem[] = [
    { type: "item", id: "save", label: t("view.save"), disabled: user === null, onSelect: () => setNaming(true) },
    ...(current === undefined
      ? []
      : [
          {
            type: "item" as const,
            id: "delete",
            label: t("view.delete", { name: current.name }),
            danger: true,
            onSelect: () => {
              openView("all", builtInViews.all);
              save.remove(current);
            },
          },
        ]),
  ];
  return (
    <>
      <Menu
        items={items}
        trigger={<IconButton label={t("view.menu")} icon={<ChevronDown size={14} aria-hidden="true" />} size="small" />}
      />
      {naming && (
        <NameDialog
          onClose={() => setNaming(false)}
          onName={(name) => {
            setNaming(false);
            save.create(name);
          }}
        />
      )}
    </>
  );
}

interface ViewEdits {
  create(name: string): void;
  remove(view: RecordOf<"savedView">): void;
}

function useViewEdits(saved: readonly RecordOf<"savedView">[], userId: string | null): ViewEdits {
  const t = useText("incidents");
  const errors = useText("errors");
  const toast = useToast();
  const editUndoable = useUndoableEdit();
  return {
    create: (name) => {
      if (userId === null) return;
      const id = newRecordId("view");
      const { view, openView } = useIncidentsStore.getState();
      const order = Math.max(0, ...saved.map((other) => other.order)) + 1;
      const fields = { userId, screen: "incidents", name, definition: listViewDefinition(view), order };
      void editUndoable([{ op: "create", kind: "savedView", id, fields }], [{ op: "delete", kind: "savedView", id }], (outcome) => {
        if (outcome.ok) openView(id, view);
        toast(outcome.ok ? { text: t("view.saved", { name }), undo: outcome.undo } : { text: errors(outcome.error.code), tone: "error" });
      });
    },
    remove: (view) => {
      const { edit, inverse } = deleteWithInverse("savedView", view);
      void editUndoable([edit], [inverse], (outcome) =>
        toast(
          outcome.ok
            ? { text: t("view.deleted", { name: view.name }), undo: outcome.undo }
            : { text: errors(outcome.error.code), tone: "error" },
        ),
      );
    },
  };
}

function NameDialog({ onName, onClose }: { readonly onName: (name: string) => void; readonly onClose: () => void }): ReactNode {
  const t = useText("incidents");
  const common = useText("common");
  const [name, setName] = useState("");
  const usable = name.trim() !== "" && name.trim().length <= 300;
  return (
    <Dialog open title={t("view.save")} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (usable) onName(name.trim());
        }}
      >
        <Field label={t("view.name")}>
          {(control) => <TextField {...control} value={name} onChange={setName} maxLength={300} data-autofocus />}
        </Field>
        <Button type="submit" variant="solid" disabled={!usable}>
          {common("action.save")}
        </Button>
      </form>
    </Dialog>
  );
}

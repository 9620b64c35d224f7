import { ChevronDown } from "lucide-react";
import { useCallback, useMemo, useRef, useState, type ReactNode } from "react";
import { defaultEdits } from "../../data/use-saved-views.ts";
import { newRecordId } from "../../data/new-record-id.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Field } from "../../ui/field.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { useKeys } from "../../ui/keys.ts";
import { Menu, type MenuItem } from "../../ui/menu.tsx";
import { Tabs } from "../../ui/tabs.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { useText } from "../../ui/text.ts";
import { useDefaultView } from "../../ui/view-menu.tsx";
import { useAccountsStore } from "./accounts-store.ts";
import { builtInViewIds, listViewDefinition, sameView } from "./list-view.ts";
import type { AccountList } from "./use-account-list.ts";
import { useAccountEdit } from "./use-account-edit.ts";
import { createView, deleteView, moveView, patchView } from "./view-edits.ts";

/** The views as tabs in the title bar, with what can be done to the one that is open. Keys 1 to 9 open them. */
export function ViewTabs({ list }: { readonly list: AccountList }): ReactNode {
  const t = useText("accounts");
  const openView = useAccountsStore((state) => state.openView);
  const items = [
    ...builtInViewIds.map((id) => ({ id: id as string, label: t(`view.${id}`), count: list.counts.get(id) })),
    ...list.savedViews.map((view) => ({ id: view.id, label: view.name, count: list.counts.get(view.id) })),
  ];
  useKeys(
    items.slice(0, 9).map((item, index) => ({
      keys: String(index + 1),
      label: t("key.view", { position: index + 1 }),
      group: "screen" as const,
      run: () => openView(item.id),
    })),
  );
  const open = useCallback((id: string) => openView(id), [openView]);
  const model = useMemo(() => ({ screen: "accounts", ready: list.ready, views: list.savedViews }), [list.ready, list.savedViews]);
  const led = useAccountsStore((state) => state.draft !== null);
  useDefaultView(model, led || list.viewId !== "all", open);
  return (
    <>
      <Tabs label={t("views")} items={items} value={list.viewId} onChange={openView} />
      <ViewMenu list={list} />
    </>
  );
}

function ViewMenu({ list }: { readonly list: AccountList }): ReactNode {
  const t = useText("accounts");
  const { openView, setDraft } = useAccountsStore.getState();
  const edit = useAccountEdit();
  const common = useText("common");
  const box = useRef<HTMLSpanElement>(null);
  useKeys([{ keys: "v", label: common("views"), group: "list", run: () => box.current?.querySelector("button")?.click() }]);
  const [naming, setNaming] = useState<"new" | "rename" | null>(null);
  const saved = list.savedViews.find((view) => view.id === list.viewId);
  const changed = !sameView(list.view, list.base);
  const userId = list.reader.userId;

  const saveNew = async (name: string): Promise<void> => {
    if (userId === null) return;
    const id = newRecordId("view");
    if (await edit(createView(id, userId, name, list.view, list.savedViews), t("view.saved", { name }))) openView(id);
  };
  const item = (
    id: string,
    label: string,
    onSelect: () => void,
    more: { readonly disabled?: boolean; readonly danger?: boolean } = {},
  ): MenuItem => ({
    type: "item",
    id,
    label,
    onSelect,
    ...more,
  });
  const items: MenuItem[] = [
    item("saveAs", t("view.saveAs"), () => setNaming("new"), { disabled: userId === null }),
    ...(changed ? [item("reset", t("view.reset"), () => setDraft(null))] : []),
  ];
  if (saved !== undefined) {
    const index = list.savedViews.indexOf(saved);
    const move = (by: -1 | 1) => (): void => {
      const edits = moveView(list.savedViews, saved.id, by);
      if (edits !== null) void edit(edits, t("view.moved"));
    };
    const save = async (): Promise<void> => {
      if (await edit(patchView(saved, { definition: listViewDefinition(list.view) }), t("view.saved", { name: saved.name })))
        setDraft(null);
    };
    if (changed) items.unshift(item("save", t("view.save"), () => void save()));
    items.push(
      { type: "divider", id: "saved" },
      {
        type: "item",
        id: "default",
        label: common("views.default"),
        checked: saved.isDefault === true,
        onSelect: () => {
          const on = saved.isDefault !== true;
          void edit(
            defaultEdits(list.savedViews, on ? saved.id : null),
            common(on ? "views.defaultOn" : "views.defaultOff", { name: saved.name }),
          );
        },
      },
      item("rename", t("view.rename"), () => setNaming("rename")),
      item("left", t("view.left"), move(-1), { disabled: index === 0 }),
      item("right", t("view.right"), move(1), { disabled: index === list.savedViews.length - 1 }),
      item("delete", t("view.delete"), () => void edit(deleteView(saved), t("view.deleted", { name: saved.name })), {
        danger: true,
      }),
    );
  }
  return (
    <span ref={box}>
      <Menu
        items={items}
        trigger={
          changed ? (
            <Button variant="ghost" size="small" icon={<ChevronDown size={14} aria-hidden="true" />} aria-label={t("view.menu")}>
              {t("view.changed")}
            </Button>
          ) : (
            <IconButton label={t("view.menu")} icon={<ChevronDown size={14} aria-hidden="true" />} size="small" />
          )
        }
      />
      {naming !== null && (
        <NameDialog
          title={t(naming === "new" ? "view.saveAs" : "view.rename")}
          initial={naming === "rename" ? (saved?.name ?? "") : ""}
          onClose={() => setNaming(null)}
          onName={(name) => {
            setNaming(null);
            if (naming === "new") void saveNew(name);
            else if (saved !== undefined) void edit(patchView(saved, { name }), t("view.renamed", { name }));
          }}
        />
      )}
    </span>
  );
}

function NameDialog({
  title,
  initial,
  onName,
  onClose,
}: {
  readonly title: string;
  readonly initial: string;
  readonly onName: (name: string) => void;
  readonly onClose: () => void;
}): ReactNode {
  const t = useText("accounts");
  const common = useText("common");
  const [name, setName] = useState(initial);
  const usable = name.trim() !== "" && name.trim().length <= 300;
  return (
    <Dialog open title={title} onClose={onClose}>
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

import { Bookmark } from "lucide-react";
import type { ReactElement, ReactNode } from "react";
import { useEffect, useRef, useState } from "react";
import type { JsonObject } from "../../shared/kernel/json.ts";
import { Button } from "./button.tsx";
import { Dialog } from "./dialog.tsx";
import { Field } from "./field.tsx";
import { useKeys } from "./keys.ts";
import { Menu, type MenuItem } from "./menu.tsx";
import { TextField } from "./text-field.tsx";
import { useText } from "./text.ts";
import { useViewReports, type ViewOutcome } from "./use-view-reports.ts";
import styles from "./view-menu.module.css";

interface SavedView {
  readonly id: string;
  readonly name: string;
  readonly definition: JsonObject;
  readonly isDefault?: boolean | undefined;
}

/** The reader's views of a screen; made by renderer/data. */
export interface ViewModel<View extends SavedView> {
  readonly screen: string;
  readonly ready: boolean;
  readonly views: readonly View[];
  readonly create: ((name: string, definition: JsonObject, report: (outcome: ViewOutcome, id: string) => void) => void) | null;
  readonly update: (view: View, definition: JsonObject, report: (outcome: ViewOutcome) => void) => void;
  readonly setDefault: (view: View | null, report: (outcome: ViewOutcome) => void) => void;
  readonly remove: (view: View, report: (outcome: ViewOutcome) => void) => void;
}

export interface ViewMenuProps<View extends SavedView> {
  readonly model: ViewModel<View>;
  /** What the list shows now, as it would be kept. */
  readonly definition: JsonObject;
  /** `whole`, one of the views that everybody has, or the id of a saved one. */
  readonly viewId: string;
  /** Opens a view. `definition` null = what everybody has under this id. */
  readonly onOpen: (id: string, definition: JsonObject | null) => void;
  /** Shows everything. */
  readonly whole: { readonly id: string; readonly name: string };
  /** Tabs open the views: the menu only keeps them. */
  readonly tabs?: boolean;
  /** The reader was led here to something: the default view does not come in between. */
  readonly held?: boolean;
  /** In place of the button with the view's name. */
  readonly trigger?: ReactElement;
}

/** Opens, keeps and deletes named views of a list, and opens the reader's default when the list is first shown. `v` opens it. */
export function ViewMenu<View extends SavedView>(props: ViewMenuProps<View>): ReactNode {
  const { model, definition, viewId, onOpen, whole, tabs = false, held = false, trigger } = props;
  const t = useText("common");
  const report = useViewReports();
  const [naming, setNaming] = useState(false);
  const box = useRef<HTMLSpanElement>(null);
  const current = model.views.find((view) => view.id === viewId) ?? null;
  useDefaultView(model, held || viewId !== whole.id, onOpen);
  useKeys([{ keys: "v", label: t("views"), group: "list", run: () => box.current?.querySelector("button")?.click() }]);
  const choice = (id: string, name: string, kept: JsonObject | null): MenuItem => ({
    type: "item",
    id,
    label: name,
    checked: id === viewId,
    onSelect: () => onOpen(id, kept),
  });
  const ofCurrent = (view: View): readonly MenuItem[] => [
    {
      type: "item",
      id: "update",
      label: t("views.update", { name: view.name }),
      disabled: JSON.stringify(view.definition) === JSON.stringify(definition),
      onSelect: () => model.update(view, definition, (outcome) => report("saved", view.name, outcome)),
    },
    {
      type: "item",
      id: "default",
      label: t("views.default"),
      checked: view.isDefault === true,
      onSelect: () =>
        model.setDefault(view.isDefault === true ? null : view, (outcome) =>
          report(view.isDefault === true ? "defaultOff" : "defaultOn", view.name, outcome),
        ),
    },
    {
      type: "item",
      id: "delete",
      label: t("views.delete", { name: view.name }),
      danger: true,
      onSelect: () => {
        onOpen(whole.id, null);
        model.remove(view, (outcome) => report("deleted", view.name, outcome));
      },
    },
  ];
  const items: readonly MenuItem[] = [
    ...(tabs ? [] : [choice(whole.id, whole.name, null), ...model.views.map((view) => choice(view.id, view.name, view.definition))]),
    ...(tabs ? [] : [{ type: "divider" as const, id: "own" }]),
    { type: "item", id: "save", label: t("views.save"), disabled: model.create === null, onSelect: () => setNaming(true) },
    ...(current === null ? [] : ofCurrent(current)),
  ];
  return (
    <span ref={box} className={styles.box}>
      <Menu
        items={items}
        trigger={
          trigger ?? (
            <Button size="small" variant="ghost" keyHint="v" icon={<Bookmark size={14} aria-hidden="true" />}>
              {current?.name ?? whole.name}
            </Button>
          )
        }
      />
      {naming && (
        <NameDialog
          onClose={() => setNaming(false)}
          onName={(name) => {
            setNaming(false);
            model.create?.(name, definition, (outcome, id) => {
              if (outcome.ok) onOpen(id, definition);
              report("saved", name, outcome);
            });
          }}
        />
      )}
    </span>
  );
}

/** Screens whose default view was opened since the window is open: what the reader chose later stays. */
const opened = new Set<string>();

/** Opens the reader's default view, once, when the screen is first shown. */
export function useDefaultView<View extends SavedView>(
  model: Pick<ViewModel<View>, "screen" | "ready" | "views">,
  held: boolean,
  onOpen: (id: string, definition: JsonObject) => void,
): void {
  const open = useRef(onOpen);
  useEffect(() => {
    open.current = onOpen;
  });
  const { screen, ready, views } = model;
  useEffect(() => {
    if (!ready || opened.has(screen)) return;
    opened.add(screen);
    const found = held ? undefined : views.find((view) => view.isDefault === true);
    if (found !== undefined) open.current(found.id, found.definition);
  }, [screen, ready, views, held]);
}

function NameDialog({ onName, onClose }: { readonly onName: (name: string) => void; readonly onClose: () => void }): ReactNode {
  const t = useText("common");
  const [name, setName] = useState("");
  const usable = name.trim() !== "" && name.trim().length <= 300;
  return (
    <Dialog open title={t("views.save")} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (usable) onName(name.trim());
        }}
      >
        <Field label={t("views.name")}>
          {(control) => <TextField {...control} value={name} onChange={setName} maxLength={300} data-autofocus />}
        </Field>
        <Button type="submit" variant="solid" disabled={!usable}>
          {t("action.save")}
        </Button>
      </form>
    </Dialog>
  );
}

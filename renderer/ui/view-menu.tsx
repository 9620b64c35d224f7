import { ChevronDown } from "lucide-react";
import type { ReactElement, ReactNode } from "react";
import { useState } from "react";
import { Button } from "./button.tsx";
import { Dialog } from "./dialog.tsx";
import { Field } from "./field.tsx";
import { IconButton } from "./icon-button.tsx";
import { Menu, type MenuItem } from "./menu.tsx";
import { TextField } from "./text-field.tsx";
import { useText } from "./text.ts";

export interface ViewMenuProps {
  /** Views to open from the menu; empty where tabs open them. */
  readonly choices: readonly { readonly id: string; readonly name: string }[];
  readonly viewId: string;
  readonly onOpen: (id: string) => void;
  /** null = views cannot be kept now. */
  readonly onSave: ((name: string) => void) | null;
  /** The open view, where it is one that the reader saved. */
  readonly current: { readonly name: string } | null;
  readonly onDelete: () => void;
  /** In place of the small arrow. */
  readonly trigger?: ReactElement;
}

/** Opens, keeps and deletes named views of a list. */
export function ViewMenu({ choices, viewId, onOpen, onSave, current, onDelete, trigger }: ViewMenuProps): ReactNode {
  const t = useText("common");
  const [naming, setNaming] = useState(false);
  const items: MenuItem[] = [
    ...choices.map(({ id, name }): MenuItem => ({ type: "item", id, label: name, checked: id === viewId, onSelect: () => onOpen(id) })),
    ...(choices.length === 0 ? [] : [{ type: "divider" as const, id: "own" }]),
    { type: "item", id: "save", label: t("views.save"), disabled: onSave === null, onSelect: () => setNaming(true) },
    ...(current === null
      ? []
      : [{ type: "item" as const, id: "delete", label: t("views.delete", { name: current.name }), danger: true, onSelect: onDelete }]),
  ];
  return (
    <>
      <Menu
        items={items}
        trigger={trigger ?? <IconButton label={t("views")} icon={<ChevronDown size={14} aria-hidden="true" />} size="small" />}
      />
      {naming && (
        <NameDialog
          onClose={() => setNaming(false)}
          onName={(name) => {
            setNaming(false);
            onSave?.(name);
          }}
        />
      )}
    </>
  );
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

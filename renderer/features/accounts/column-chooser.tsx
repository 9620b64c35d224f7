import { ArrowDown, ArrowUp } from "lucide-react";
import { useState, type ReactNode } from "react";
import { Button } from "../../ui/button.tsx";
import { Checkbox } from "../../ui/checkbox.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { Popover } from "../../ui/popover.tsx";
import { useText } from "../../ui/text.ts";
import styles from "./accounts.module.css";
import { columnIds, type ColumnId, type ListView } from "./list-view.ts";
import { moveColumn } from "./move-column.ts";

interface ColumnChooserProps {
  readonly label: string;
  readonly icon: ReactNode;
  readonly view: ListView;
  /** The view as it is saved: what "reset" goes back to. */
  readonly base: ListView;
  readonly onChange: (columns: ColumnId[]) => void;
}

/** Which columns are shown, and in which order: shown ones first in their order, then the rest. */
export function ColumnChooser({ label, icon, view, base, onChange }: ColumnChooserProps): ReactNode {
  const t = useText("accounts");
  const [open, setOpen] = useState(false);
  const hidden = columnIds.filter((id) => !view.columns.includes(id));
  return (
    <Popover
      label={label}
      align="end"
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button variant="ghost" size="small" icon={icon} aria-haspopup="dialog" aria-expanded={open} onClick={() => setOpen(!open)}>
          {label}
        </Button>
      }
    >
      <ul className={styles.columnList}>
        {[...view.columns, ...hidden].map((id) => {
          const shown = view.columns.includes(id);
          const name = t(`column.${id}`);
          return (
            <li key={id}>
              <Checkbox
                label={name}
                checked={shown}
                disabled={id === "name"}
                onChange={(checked) => onChange(checked ? [...view.columns, id] : view.columns.filter((one) => one !== id))}
              />
              {shown && (
                <span className={styles.columnMoves}>
                  <IconButton
                    label={t("columns.up", { column: name })}
                    icon={<ArrowUp size={12} aria-hidden="true" />}
                    size="small"
                    disabled={view.columns[0] === id}
                    onClick={() => onChange(moveColumn(view.columns, id, -1))}
                  />
                  <IconButton
                    label={t("columns.down", { column: name })}
                    icon={<ArrowDown size={12} aria-hidden="true" />}
                    size="small"
                    disabled={view.columns.at(-1) === id}
                    onClick={() => onChange(moveColumn(view.columns, id, 1))}
                  />
                </span>
              )}
            </li>
          );
        })}
      </ul>
      <Button variant="link" size="small" onClick={() => onChange([...base.columns])}>
        {t("columns.reset")}
      </Button>
    </Popover>
  );
}

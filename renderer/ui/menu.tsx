import { Menu as MantineMenu } from "@mantine/core";
import { Check } from "lucide-react";
import type { ReactElement, ReactNode } from "react";
import { Kbd } from "./kbd.tsx";
import styles from "./menu.module.css";

export type MenuItem =
  | {
      readonly type: "item";
      readonly id: string;
      readonly label: string;
      readonly icon?: ReactNode;
      readonly keyHint?: string;
      /** Given = a choice that is on or off. */
      readonly checked?: boolean;
      readonly disabled?: boolean;
      readonly danger?: boolean;
      /** Stays open after a click: for several choices in a row. */
      readonly keepOpen?: boolean;
      readonly onSelect: () => void;
    }
  | { readonly type: "label"; readonly id: string; readonly label: string }
  | { readonly type: "divider"; readonly id: string };

export interface MenuProps {
  /** A Button, IconButton or FilterChip; it gets the handlers. */
  readonly trigger: ReactElement;
  readonly items: readonly MenuItem[];
  readonly align?: "start" | "end";
}

/** A list of actions or choices below its trigger. Arrow keys, Home, End, typing a letter, Esc. */
export function Menu({ trigger, items, align = "start" }: MenuProps): ReactNode {
  return (
    <MantineMenu
      position={align === "start" ? "bottom-start" : "bottom-end"}
      offset={4}
      transitionProps={{ duration: 0 }}
      classNames={{
        dropdown: styles.dropdown,
        item: styles.item,
        label: styles.label,
        divider: styles.divider,
        itemSection: styles.section,
        itemIndicator: styles.check,
      }}
    >
      <MantineMenu.Target>{trigger}</MantineMenu.Target>
      <MantineMenu.Dropdown>
        {items.map((item) => {
          if (item.type === "label") return <MantineMenu.Label key={item.id}>{item.label}</MantineMenu.Label>;
          if (item.type === "divider") return <MantineMenu.Divider key={item.id} />;
          if (item.checked !== undefined) {
            return (
              <MantineMenu.CheckboxItem
                key={item.id}
                checked={item.checked}
                checkIcon={<Check size={14} aria-hidden="true" />}
                disabled={item.disabled ?? false}
                closeMenuOnClick={item.keepOpen !== true}
                onChange={item.onSelect}
              >
                {item.label}
              </MantineMenu.CheckboxItem>
            );
          }
          return (
            <MantineMenu.Item
              key={item.id}
              leftSection={item.icon}
              rightSection={item.keyHint === undefined ? undefined : <Kbd keys={item.keyHint} />}
              disabled={item.disabled ?? false}
              data-danger={item.danger === true || undefined}
              closeMenuOnClick={item.keepOpen !== true}
              onClick={item.onSelect}
            >
              {item.label}
            </MantineMenu.Item>
          );
        })}
      </MantineMenu.Dropdown>
    </MantineMenu>
  );
}

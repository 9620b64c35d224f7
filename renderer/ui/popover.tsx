import { Popover as MantinePopover } from "@mantine/core";
import type { ReactElement, ReactNode } from "react";
import styles from "./popover.module.css";

export interface PopoverProps {
  /** A Button, IconButton or FilterChip; give it `aria-haspopup="dialog"` and its own onClick that toggles `open`. */
  readonly trigger: ReactElement;
  readonly label: string;
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly children: ReactNode;
  readonly align?: "start" | "end";
}

/** A small panel beside its trigger, e.g. a form of one field. Esc or a click elsewhere closes it; the focus goes back. */
export function Popover({ trigger, label, open, onOpenChange, children, align = "start" }: PopoverProps): ReactNode {
  return (
    <MantinePopover
      opened={open}
      onChange={onOpenChange}
      position={align === "start" ? "bottom-start" : "bottom-end"}
      offset={4}
      trapFocus
      returnFocus
      transitionProps={{ duration: 0 }}
      classNames={{ dropdown: styles.dropdown }}
    >
      <MantinePopover.Target>{trigger}</MantinePopover.Target>
      <MantinePopover.Dropdown aria-label={label}>{children}</MantinePopover.Dropdown>
    </MantinePopover>
  );
}

import type { ReactNode } from "react";
import { FilterChip } from "./chip.tsx";
import { Menu, type MenuItem } from "./menu.tsx";
import { useText } from "./text.ts";

interface ChoiceChipProps<Id extends string> {
  readonly label: string;
  readonly options: readonly { readonly id: Id; readonly label: string }[];
  readonly chosen: readonly Id[];
  readonly onChange: (chosen: Id[]) => void;
}

/** A condition with several values: none chosen = all. */
export function ChoiceChip<Id extends string>({ label, options, chosen, onChange }: ChoiceChipProps<Id>): ReactNode {
  const common = useText("common");
  const first = options.find((option) => option.id === chosen[0])?.label ?? chosen[0] ?? "";
  const value =
    chosen.length === 0 ? common("value.all") : chosen.length === 1 ? first : common("value.some", { first, more: chosen.length - 1 });
  const items: MenuItem[] = options.map((option) => ({
    type: "item",
    id: `option ${option.id}`,
    label: option.label,
    checked: chosen.includes(option.id),
    keepOpen: true,
    onSelect: () => onChange(chosen.includes(option.id) ? chosen.filter((id) => id !== option.id) : [...chosen, option.id]),
  }));
  return (
    <Menu
      trigger={<FilterChip label={label} value={value} active={chosen.length > 0} />}
      items={[
        ...items,
        { type: "divider", id: "end" },
        { type: "item", id: "clear", label: common("action.clear"), disabled: chosen.length === 0, onSelect: () => onChange([]) },
      ]}
    />
  );
}

import { useState, type ReactNode } from "react";
import { useQuery } from "../../data/hooks.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Field } from "../../ui/field.tsx";
import { Select } from "../../ui/select.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { useText } from "../../ui/text.ts";

/** Another day for several tasks. */
export function MoveDialog({ onMove, onClose }: { readonly onMove: (day: string) => void; readonly onClose: () => void }): ReactNode {
  const t = useText("plans");
  const [day, setDay] = useState("");
  return (
    <Dialog open title={t("tasks.key.move")} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (day === "") return;
          onMove(day);
          onClose();
        }}
      >
        <Field label={t("form.due")}>
          {(control) => <TextField {...control} type="date" value={day} onChange={setDay} data-autofocus />}
        </Field>
        <Button type="submit" variant="solid" disabled={day === ""}>
          {t("tasks.bulk.apply")}
        </Button>
      </form>
    </Dialog>
  );
}

/** Another owner for several tasks. */
export function OwnerDialog({
  onGive,
  onClose,
}: {
  readonly onGive: (to: { readonly id: string; readonly name: string }) => void;
  readonly onClose: () => void;
}): ReactNode {
  const t = useText("plans");
  const people = useQuery("colleagues", undefined).data ?? [];
  const [id, setId] = useState<string | null>(null);
  const to = people.find((person) => person.id === id) ?? people[0];
  return (
    <Dialog open title={t("tasks.key.owner")} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (to === undefined) return;
          onGive(to);
          onClose();
        }}
      >
        <Field label={t("form.owner")}>
          {(control) => (
            <Select {...control} value={to?.id ?? ""} onChange={setId} options={people.map((one) => ({ id: one.id, label: one.name }))} />
          )}
        </Field>
        <Button type="submit" variant="solid" disabled={to === undefined}>
          {t("tasks.bulk.apply")}
        </Button>
      </form>
    </Dialog>
  );
}

import { useState, type ReactNode } from "react";
import { Button } from "../button.tsx";
import { Dialog } from "../dialog.tsx";
import { Field } from "../field.tsx";
import { Select } from "../select.tsx";
import { TextArea } from "../text-field.tsx";
import { useText } from "../text.ts";

type Person = { readonly id: string; readonly name: string };

/** To whom accounts go, and what the record does not know of them. Says what will happen. */
export function GiveDialog({
  title,
  people,
  onGive,
  onClose,
}: {
  readonly title: string;
  readonly people: readonly Person[];
  readonly onGive: (to: Person, note: string) => void;
  readonly onClose: () => void;
}): ReactNode {
  const t = useText("plans");
  const [toId, setToId] = useState<string | null>(null);
  const [note, setNote] = useState("");
  const to = people.find((person) => person.id === toId) ?? people[0];
  return (
    <Dialog open title={title} onClose={onClose} width={560}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (to === undefined) return;
          onGive(to, note.trim());
          onClose();
        }}
      >
        <p>{t("brief.give.text")}</p>
        <Field label={t("brief.give.to")}>
          {(control) => (
            <Select {...control} value={to?.id ?? ""} onChange={setToId} options={people.map(({ id, name }) => ({ id, label: name }))} />
          )}
        </Field>
        <Field label={t("brief.give.note")} hint={t("brief.give.note.hint")}>
          {(control) => <TextArea {...control} value={note} onChange={setNote} maxLength={20_000} rows={5} />}
        </Field>
        <Button type="submit" variant="solid" disabled={to === undefined}>
          {t("brief.give")}
        </Button>
      </form>
    </Dialog>
  );
}

import type { ReactNode } from "react";
import { useState } from "react";
import { addDays } from "../../../shared/domain/calendar/day.ts";
import { localDayOf } from "../../../shared/domain/calendar/local-time.ts";
import type { RecordOf } from "../../../shared/domain/kinds.ts";
import { useSyncStatus } from "../../data/hooks.ts";
import { newRecordId } from "../../data/new-record-id.ts";
import { askReview } from "../../data/postmortem/postmortem-edits.ts";
import type { PostmortemView } from "../../data/postmortem/use-postmortem.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Field } from "../../ui/field.tsx";
import { useFormats } from "../../ui/formats.ts";
import { Select } from "../../ui/select.tsx";
import { useText } from "../../ui/text.ts";
import { useReportedEdit } from "./use-reported-edit.ts";

interface ReviewProps {
  readonly view: PostmortemView;
  readonly record: RecordOf<"postmortem">;
  readonly onClose: () => void;
}

const reviewDays = 2;

/** Names a colleague who reads it before the customer does. */
export function ReviewDialog({ view, record, onClose }: ReviewProps): ReactNode {
  const t = useText("postmortem");
  const common = useText("common");
  const formats = useFormats();
  const run = useReportedEdit();
  const { user } = useSyncStatus();
  const { colleagues, incident, account } = view.work;
  const others = colleagues.filter(({ id, role }) => id !== user?.id && role !== "viewer");
  // Who leads is asked first.
  const [chosen, setChosen] = useState(() => (others.find(({ role }) => role === "lead") ?? others[0])?.id ?? "");
  const [dueOn] = useState(() => addDays(localDayOf(Date.now(), formats.zone), reviewDays));
  const ask = async (): Promise<void> => {
    const task = {
      id: newRecordId("tsk"),
      title: t("review.task", { number: incident.number, account: account.name }).slice(0, 300),
      dueOn,
    };
    const name = others.find(({ id }) => id === chosen)?.name ?? "";
    if (await run(askReview(record, chosen, task), t("review.asked", { name }))) onClose();
  };
  return (
    <Dialog
      open
      title={t("review.title")}
      onClose={onClose}
      actions={
        <>
          <Button variant="ghost" onClick={onClose}>
            {common("action.cancel")}
          </Button>
          <Button variant="solid" disabled={chosen === ""} onClick={() => void ask()}>
            {t("action.review")}
          </Button>
        </>
      }
    >
      <Field label={t("review.who")} hint={t("review.says", { due: dueOn })}>
        {(control) => (
          <Select {...control} value={chosen} options={others.map(({ id, name }) => ({ id, label: name }))} onChange={setChosen} />
        )}
      </Field>
    </Dialog>
  );
}

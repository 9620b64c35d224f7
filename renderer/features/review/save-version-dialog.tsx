import type { ReactNode } from "react";
import { useState } from "react";
import { newRecordId } from "../../data/new-record-id.ts";
import { saveVersion } from "../../data/review/review-edits.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Field } from "../../ui/field.tsx";
import { useText } from "../../ui/text.ts";
import { TextField } from "../../ui/text-field.tsx";
import type { Builder } from "./use-builder.ts";
import { useReviewEdit } from "./use-review-edit.ts";

/** Keeps the review as it stands under a name. */
export function SaveVersionDialog({ builder, onClose }: { readonly builder: Builder; readonly onClose: () => void }): ReactNode {
  const t = useText("reviewBuilder");
  const common = useText("common");
  const run = useReviewEdit();
  const { work } = builder;
  const [label, setLabel] = useState("");
  const save = (): void => {
    const wish = {
      id: newRecordId("rvv"),
      authorId: work.userId ?? work.review.ownerId,
      nowMs: Date.now(),
      label: label.trim() === "" ? null : label.trim().slice(0, 200),
    };
    void run(saveVersion(work, wish), t("version.saved"));
    onClose();
  };
  return (
    <Dialog
      open
      title={t("version.save")}
      onClose={onClose}
      actions={
        <>
          <Button variant="ghost" onClick={onClose}>
            {common("action.cancel")}
          </Button>
          <Button variant="solid" onClick={save}>
            {t("version.keep")}
          </Button>
        </>
      }
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <Field label={t("version.label")} hint={t("version.says")}>
          {(control) => <TextField {...control} value={label} onChange={setLabel} maxLength={200} data-autofocus />}
        </Field>
      </form>
    </Dialog>
  );
}

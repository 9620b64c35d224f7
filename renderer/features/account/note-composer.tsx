import { useRef, useState, type ReactNode } from "react";
import { useEdit, useSyncStatus } from "../../data/hooks.ts";
import { newRecordId } from "../../data/new-record-id.ts";
import { Button } from "../../ui/button.tsx";
import { useKeys } from "../../ui/keys.ts";
import { Segmented } from "../../ui/segmented.tsx";
import { TextArea } from "../../ui/text-field.tsx";
import { useText } from "../../ui/text.ts";
import { useToast } from "../../ui/toast.tsx";
import styles from "./account.module.css";

const written = ["note", "call", "meeting"] as const;

/** Longest text a timeline entry may have; the schema refuses more. */
const maxLength = 20_000;

/** Writes a note, call or meeting, with or without a network. The timeline is append-only: what was written is corrected by a new entry. */
export function NoteComposer({ accountId }: { readonly accountId: string }): ReactNode {
  const t = useText("account");
  const domain = useText("domain");
  const errors = useText("errors");
  const toast = useToast();
  const edit = useEdit();
  const { user } = useSyncStatus();
  const field = useRef<HTMLTextAreaElement>(null);
  const [type, setType] = useState<(typeof written)[number]>("note");
  const [text, setText] = useState("");
  useKeys([{ keys: "n", label: t("key.note"), group: "screen", run: () => field.current?.focus() }]);
  const write = async (): Promise<void> => {
    const words = text.trim();
    if (words === "") return;
    setText("");
    const done = await edit([
      {
        op: "create",
        kind: "timeline",
        id: newRecordId("note"),
        fields: { accountId, at: new Date().toISOString(), type, text: words, authorId: user?.id ?? null, refKind: null, refId: null },
      },
    ]);
    if (done.ok) return;
    // What was typed is never lost: it comes back unless something newer stands there.
    setText((newer) => (newer === "" ? words : newer));
    toast({ text: t("form.failed", { reason: errors(done.error.code) }), tone: "error" });
  };
  return (
    <form
      className={styles.composer}
      onSubmit={(event) => {
        event.preventDefault();
        void write();
      }}
    >
      <TextArea
        ref={field}
        rows={2}
        value={text}
        onChange={setText}
        maxLength={maxLength}
        aria-label={t("timeline.write")}
        placeholder={t("timeline.write")}
        onKeyDown={(event) => {
          if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
            event.preventDefault();
            void write();
          } else if (event.key === "Escape") {
            event.preventDefault();
            event.stopPropagation();
            event.currentTarget.blur();
          }
        }}
      />
      <div className={styles.composerLine}>
        <Segmented
          label={t("timeline.type")}
          value={type}
          onChange={setType}
          options={written.map((id) => ({ id, label: domain(`timeline.${id}`) }))}
        />
        <span className={styles.end}>
          <Button type="submit" variant="solid" size="small" disabled={text.trim() === ""} keyHint="mod+Enter">
            {t("timeline.add")}
          </Button>
        </span>
      </div>
    </form>
  );
}

import { useRef, type ReactNode } from "react";
import { useDraft } from "../../data/drafts/use-draft.ts";
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

interface Note {
  readonly type: (typeof written)[number];
  readonly text: string;
}
const emptyNote: Note = { type: "note", text: "" };

/** Writes a note, call or meeting, with or without a network. The timeline is append-only: what was written is corrected by a new entry. */
export function NoteComposer({ accountId }: { readonly accountId: string }): ReactNode {
  const t = useText("account");
  const domain = useText("domain");
  const errors = useText("errors");
  const toast = useToast();
  const edit = useEdit();
  const { user } = useSyncStatus();
  const field = useRef<HTMLTextAreaElement>(null);
  const { value: note, set, submit } = useDraft(`note ${accountId}`, emptyNote);
  const { type, text } = note;
  useKeys([{ keys: "n", label: t("key.note"), group: "screen", run: () => field.current?.focus() }]);
  const store = async (words: string): Promise<boolean> => {
    const done = await edit([
      {
        op: "create",
        kind: "timeline",
        id: newRecordId("note"),
        fields: { accountId, at: new Date().toISOString(), type, text: words, authorId: user?.id ?? null, refKind: null, refId: null },
      },
    ]);
    if (!done.ok) toast({ text: t("form.failed", { reason: errors(done.error.code) }), tone: "error" });
    return done.ok;
  };
  const write = async (): Promise<void> => {
    const words = text.trim();
    if (words !== "") await submit(store(words));
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
        onChange={(changed) => set({ ...note, text: changed })}
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
          onChange={(chosen) => set({ ...note, type: chosen })}
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

import { CalendarPlus } from "lucide-react";
import type { DragEvent, ReactNode } from "react";
import { useRef, useState } from "react";
import type { RecordOf } from "../../../shared/domain/kinds.ts";
import { useQuery } from "../../data/hooks.ts";
import { IconButton } from "../../ui/icon-button.tsx";
import { useKeys } from "../../ui/keys.ts";
import { useNow } from "../../ui/now.ts";
import type { ShownRow } from "../../ui/peaks/peak-columns.tsx";
import { useText } from "../../ui/text.ts";
import { IcsDialog, type IcsOutcome, type IcsSubject } from "./ics-dialog.tsx";
import styles from "./peaks.module.css";
import { useRecordEdit } from "./use-record-edit.ts";

export interface IcsImport {
  /** Opens the choice of a file; for the title bar. */
  readonly button: ReactNode;
  readonly dialog: ReactNode;
  /** For the element on which a file may be dropped. */
  readonly drop: { readonly onDragOver: (event: DragEvent) => void; readonly onDrop: (event: DragEvent) => void };
}

const dayMs = 86_400_000;
/** More than a calendar can be: such a file is not even opened. */
const greatestBytes = 8_000_000;

/** Planned events of the account under the cursor from a calendar file, chosen or dropped; nothing is saved before the preview is agreed to. */
export function useIcsImport(row: ShownRow | null, events: readonly RecordOf<"plannedEvent">[]): IcsImport {
  const t = useText("peaks");
  const save = useRecordEdit();
  const nowMs = useNow("minute");
  const field = useRef<HTMLInputElement>(null);
  const [open, setOpen] = useState<{ readonly subject: IcsSubject; readonly fileName: string; readonly outcome: IcsOutcome } | null>(null);
  const { data: head } = useQuery("accountHead", { accountId: row?.peak.accountId ?? "none" });
  const choose = (): void => field.current?.click();
  useKeys([{ keys: "u", label: t("ics.choose"), group: "screen", run: choose }]);
  const read = async (file: File): Promise<void> => {
    if (row === null) return;
    const { accountId, region, timeZone } = row.peak;
    const subject = {
      accountId,
      accountName: row.accountName,
      regions: [...new Set([...(head?.account.regions ?? []), region])],
      region,
      timeZone,
    };
    setOpen({ subject, fileName: file.name, outcome: await readFile(file, nowMs, timeZone) });
  };
  return {
    button: (
      <>
        <IconButton label={t("ics.choose")} icon={<CalendarPlus size={15} aria-hidden="true" />} disabled={row === null} onClick={choose} />
        <input
          ref={field}
          type="file"
          accept=".ics,text/calendar"
          className={styles.file}
          tabIndex={-1}
          aria-hidden="true"
          onChange={(event) => {
            const file = event.target.files?.[0];
            // The same file can be chosen again.
            event.target.value = "";
            if (file !== undefined) void read(file);
          }}
        />
      </>
    ),
    dialog:
      open === null ? null : (
        <IcsDialog
          subject={open.subject}
          fileName={open.fileName}
          outcome={open.outcome}
          events={events}
          onClose={() => setOpen(null)}
          onSave={(edit, count) => {
            void save(edit, t("ics.saved", { count }));
            setOpen(null);
          }}
        />
      ),
    drop: {
      onDragOver: (event) => {
        if (event.dataTransfer.types.includes("Files")) event.preventDefault();
      },
      onDrop: (event) => {
        const file = event.dataTransfer.files[0];
        if (file === undefined) return;
        event.preventDefault();
        void read(file);
      },
    },
  };
}

/** Two years: what was uplifts are learned from, and what is to come. */
async function readFile(file: File, nowMs: number, timeZone: string): Promise<IcsOutcome> {
  if (file.size > greatestBytes) return { ok: false, error: { code: "too_large" } };
  try {
    // The calendar library is loaded with the first file.
    const [text, { readIcs }] = await Promise.all([file.text(), import("../../../shared/domain/event/read-ics.ts")]);
    return readIcs(text, { fromMs: nowMs - 400 * dayMs, toMs: nowMs + 400 * dayMs, timeZone });
  } catch {
    return { ok: false, error: { code: "unreadable_file" } };
  }
}

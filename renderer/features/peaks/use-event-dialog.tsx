import type { ReactNode } from "react";
import { useState } from "react";
import type { RecordOf } from "../../../shared/domain/kinds.ts";
import { useQuery } from "../../data/hooks.ts";
import { changeEvent, createEvent, deleteEvent, type EventValues } from "../../data/event-edits.ts";
import { newRecordId } from "../../data/new-record-id.ts";
import { EventDialog } from "../../ui/peaks/event-dialog.tsx";
import { earlierLabels, formOfEvent, newEventForm } from "../../ui/peaks/event-form.ts";
import { useNow } from "../../ui/now.ts";
import { useText } from "../../ui/text.ts";
import type { ShownRow } from "../../ui/peaks/peak-columns.tsx";
import { useRecordEdit } from "./use-record-edit.ts";

export interface EventActions {
  /** The dialog while it is open. */
  readonly dialog: ReactNode;
  readonly add: () => void;
  readonly edit: (eventId: string) => void;
  readonly remove: (eventId: string) => void;
  /** Takes an occasion that the calendar knows as an event of the peak, in one step. */
  readonly accept: (name: string) => void;
  readonly records: readonly RecordOf<"plannedEvent">[];
}

/** Entering, changing and deleting the planned events of the account of a peak. Everything can be undone. */
export function useEventDialog(row: ShownRow | null): EventActions {
  const t = useText("peaks");
  const save = useRecordEdit();
  const nowMs = useNow("minute");
  const [open, setOpen] = useState<{ readonly row: ShownRow; readonly event: RecordOf<"plannedEvent"> | null } | null>(null);
  const { data: records = [] } = useQuery("plannedEvents", { accountId: row?.peak.accountId ?? "none" });
  const { data: head } = useQuery("accountHead", { accountId: row?.peak.accountId ?? "none" });
  const find = (eventId: string): RecordOf<"plannedEvent"> | null => records.find((event) => event.id === eventId) ?? null;
  const create = (accountId: string, values: EventValues): void =>
    void save(createEvent(newRecordId("evt"), accountId, values), t("event.added", { name: values.name }));
  return {
    records,
    add: () => {
      if (row !== null) setOpen({ row, event: null });
    },
    edit: (eventId) => {
      const event = find(eventId);
      if (event !== null && row !== null) setOpen({ row, event });
    },
    remove: (eventId) => {
      const event = find(eventId);
      if (event === null) return;
      void save(deleteEvent(event), t("event.deleted", { name: event.name }));
    },
    accept: (name) => {
      if (row === null) return;
      const { startMs, endMs, accountId, region } = row.peak;
      const span = { startsAt: new Date(startMs).toISOString(), endsAt: new Date(endMs).toISOString() };
      create(accountId, { region, name, ...span, upliftFactor: null, toldBy: "csm", source: "suggested", confidence: "likely" });
    },
    dialog:
      open === null ? null : (
        <EventDialog
          accountName={open.row.accountName}
          title={open.event === null ? t("event.new") : t("event.edit", { name: open.event.name })}
          start={
            open.event === null
              ? newEventForm(open.row.peak, open.row.peak.timeZone, nowMs)
              : formOfEvent(open.event, open.row.peak.timeZone)
          }
          regions={[...new Set([...(head?.account.regions ?? []), open.row.peak.region])]}
          timeZone={open.row.peak.timeZone}
          labels={earlierLabels(records)}
          onClose={() => setOpen(null)}
          onSave={(fields) => {
            if (open.event === null) create(open.row.peak.accountId, { ...fields, source: "typed" });
            else void save(changeEvent(open.event, fields), t("event.changed", { name: fields.name }));
            setOpen(null);
          }}
        />
      ),
  };
}

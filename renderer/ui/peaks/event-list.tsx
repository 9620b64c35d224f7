import { Pencil, Trash2 } from "lucide-react";
import type { ReactNode } from "react";
import { joinDots } from "../../../shared/i18n/format-number.ts";
import { useFormats } from "../formats.ts";
import { IconButton } from "../icon-button.tsx";
import { useText } from "../text.ts";
import styles from "./event-list.module.css";

export interface ListedEvent {
  readonly id: string;
  readonly name: string;
  readonly startMs: number;
  readonly endMs: number;
  readonly upliftFactor: number | null;
  readonly expectedPcu: number | null;
}

interface EventListProps {
  readonly events: readonly ListedEvent[];
  /** Clock of the audience. */
  readonly zone: string;
  readonly onEdit: (eventId: string) => void;
  readonly onDelete: (eventId: string) => void;
}

/** Planned events with their hours and what was told of them. */
export function EventList({ events, zone, onEdit, onDelete }: EventListProps): ReactNode {
  return (
    <ul className={styles.events}>
      {events.map((event) => (
        <EventLine key={event.id} event={event} zone={zone} onEdit={() => onEdit(event.id)} onDelete={() => onDelete(event.id)} />
      ))}
    </ul>
  );
}

interface EventLineProps {
  readonly event: ListedEvent;
  readonly zone: string;
  readonly onEdit: () => void;
  readonly onDelete: () => void;
}

function EventLine({ event, zone, onEdit, onDelete }: EventLineProps): ReactNode {
  const t = useText("peaks");
  const formats = useFormats();
  const size =
    event.expectedPcu !== null
      ? `${formats.number(event.expectedPcu)} PCU`
      : event.upliftFactor === null
        ? t("events.noFactor")
        : `×${formats.number(event.upliftFactor, 1)}`;
  return (
    <li>
      <span className={styles.eventMain}>
        <span>{event.name}</span>
        <span className={styles.eventSide}>
          {joinDots([formats.dateTime(event.startMs, zone), formats.duration(event.endMs - event.startMs), size])}
        </span>
      </span>
      <IconButton
        size="small"
        label={t("event.edit", { name: event.name })}
        icon={<Pencil size={13} aria-hidden="true" />}
        onClick={onEdit}
      />
      <IconButton
        size="small"
        label={t("event.delete", { name: event.name })}
        icon={<Trash2 size={13} aria-hidden="true" />}
        onClick={onDelete}
      />
    </li>
  );
}

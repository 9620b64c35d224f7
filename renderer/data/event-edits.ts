import type { PlannedEvent } from "../../shared/domain/event/planned-event.ts";
import type { RecordOf } from "../../shared/domain/kinds.ts";
import type { Edit } from "./data-client.ts";
import { deleteWithInverse, patchWithInverse } from "./inverse-edits.ts";

/** What a screen says of a planned event. */
export type EventValues = Pick<PlannedEvent, "name" | "region" | "startsAt" | "endsAt" | "upliftFactor" | "toldBy"> &
  Partial<Record<"expectedPcu", number | null>> & {
    readonly confidence: NonNullable<PlannedEvent["confidence"]>;
    readonly source?: NonNullable<PlannedEvent["source"]>;
    readonly icsUid?: string;
    readonly label?: string;
  };

interface UndoableEdits {
  readonly edits: readonly Edit[];
  readonly inverses: readonly Edit[];
}

/** A new event under an id that the caller made. */
export function createEvent(id: string, accountId: string, values: EventValues): UndoableEdits {
  return {
    edits: [{ op: "create", kind: "plannedEvent", id, fields: { accountId, ...values } }],
    inverses: [{ op: "delete", kind: "plannedEvent", id }],
  };
}

export function changeEvent(event: RecordOf<"plannedEvent">, values: EventValues): UndoableEdits {
  const { edit, inverse } = patchWithInverse("plannedEvent", event, { ...values });
  return { edits: [edit], inverses: [inverse] };
}

export function deleteEvent(event: RecordOf<"plannedEvent">): UndoableEdits {
  const { edit, inverse } = deleteWithInverse("plannedEvent", event);
  return { edits: [edit], inverses: [inverse] };
}

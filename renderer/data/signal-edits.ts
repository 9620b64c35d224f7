import { laptopIncidentNumber, openedEventId } from "../../shared/domain/incident/laptop-incident.ts";
import type { Severity } from "../../shared/domain/incident/incident.ts";
import type { SignalDecision } from "../../shared/domain/signal/signal-decision.ts";
import type { Json } from "../../shared/kernel/json.ts";
import type { Edit } from "./data-client.ts";

/** Who decides, when, and where ids come from. */
export interface Decider {
  readonly user: { readonly id: string; readonly name: string };
  readonly atMs: number;
  readonly newId: (prefix: string) => string;
}

/** Edits and what takes them back; no inverses = nothing does. */
export interface Decided {
  readonly edits: readonly Edit[];
  readonly inverses: readonly Edit[];
}

/** What is decided: signals of one account with one cause, as one thing to the reader. */
export interface SignalCause {
  readonly accountId: string;
  readonly signalKeys: readonly string[];
  readonly region: string | null;
}

function decisions(
  cause: SignalCause,
  action: SignalDecision["action"],
  decider: Decider,
  rest: Pick<SignalDecision, "until" | "refId">,
): readonly Edit[] {
  return cause.signalKeys.map((signalKey): Edit => {
    const fields: Omit<SignalDecision, "id"> = {
      accountId: cause.accountId,
      signalKey,
      at: new Date(decider.atMs).toISOString(),
      byId: decider.user.id,
      action,
      ...rest,
    };
    return { op: "create", kind: "signalDecision", id: decider.newId("sgd"), fields };
  });
}

/** Decisions are a log: what takes one back is another, a moment later. */
function reopened(cause: SignalCause, decider: Decider): readonly Edit[] {
  return decisions(cause, "reopened", { ...decider, atMs: decider.atMs + 1 }, { until: null, refId: null });
}

export function acknowledge(cause: SignalCause, decider: Decider): Decided {
  return { edits: decisions(cause, "acknowledged", decider, { until: null, refId: null }), inverses: reopened(cause, decider) };
}

/** Brings signals back that rest; undo lets them rest as acknowledged. */
export function reopen(cause: SignalCause, decider: Decider): Decided {
  const later = { ...decider, atMs: decider.atMs + 1 };
  return {
    edits: decisions(cause, "reopened", decider, { until: null, refId: null }),
    inverses: decisions(cause, "acknowledged", later, { until: null, refId: null }),
  };
}

/** A task of the reader's, due on a day of his. */
export function makeTask(cause: SignalCause, task: { readonly title: string; readonly dueOn: string }, decider: Decider): Decided {
  const id = decider.newId("task");
  const fields: Readonly<Record<string, Json>> = {
    accountId: cause.accountId,
    title: task.title.slice(0, 300),
    ownerId: decider.user.id,
    dueOn: task.dueOn,
    state: "open",
    doneOn: null,
    playbook: null,
  };
  return {
    edits: [{ op: "create", kind: "task", id, fields }, ...decisions(cause, "task", decider, { until: null, refId: id })],
    inverses: [{ op: "delete", kind: "task", id }, ...reopened(cause, decider)],
  };
}

/** An incident that begins with the signal, held by who opens it, and the first line of its log. Nothing takes it back: it is closed like any other. */
export function openIncident(
  cause: SignalCause,
  { title, severity, text }: { readonly title: string; readonly severity: Severity; readonly text: string },
  decider: Decider,
): Decided & { readonly incidentId: string; readonly number: string } {
  const incidentId = decider.newId("inc");
  const number = laptopIncidentNumber(incidentId);
  const at = new Date(decider.atMs).toISOString();
  const shared = { accountId: cause.accountId, severity, state: "new", holderGroup: null, holderName: decider.user.name } as const;
  return {
    incidentId,
    number,
    edits: [
      {
        op: "create",
        kind: "incident",
        id: incidentId,
        fields: {
          ...shared,
          number,
          kind: "incident",
          title: title.slice(0, 300),
          openedAt: at,
          resolvedAt: null,
          closedAt: null,
          region: cause.region,
          sourceMadeSla: null,
        },
      },
      {
        op: "create",
        kind: "incidentEvent",
        id: openedEventId(incidentId),
        fields: { ...shared, incidentId, at, ordinal: 0, type: "opened", actor: decider.user.name, text, source: null },
      },
      ...decisions(cause, "incident", decider, { until: null, refId: incidentId }),
    ],
    inverses: [],
  };
}

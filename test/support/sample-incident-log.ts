import type { Kind, RecordOf } from "../../shared/domain/kinds.ts";

type Sample = { readonly [K in Kind]: readonly [K, RecordOf<K>] }[Kind];

/** Log entries of one incident, in the order of the source; each row says only what it changes, the rest stays as it was before. */
export function sampleLog(
  incident: Pick<RecordOf<"incident">, "id" | "accountId">,
  rows: readonly (Partial<RecordOf<"incidentEvent">> & { readonly at: string })[],
): readonly Sample[] {
  let state: Pick<RecordOf<"incidentEvent">, "state" | "severity" | "holderGroup" | "holderName" | "actor"> = {
    state: "new",
    severity: "P2",
    holderGroup: null,
    holderName: null,
    actor: null,
  };
  return rows.map((row, ordinal) => {
    const { at, type = ordinal === 0 ? "opened" : "updated", text = "", source = { file: "log.csv", line: ordinal + 2 }, ...changes } = row;
    state = { ...state, ...changes };
    return [
      "incidentEvent",
      {
        id: `${incident.id}-e${ordinal}`,
        accountId: incident.accountId,
        incidentId: incident.id,
        at,
        ordinal,
        type,
        text,
        source,
        rev: 1,
        ...state,
      },
    ];
  });
}

export function sampleOutreach(fields: Partial<RecordOf<"outreach">> = {}): Sample {
  return [
    "outreach",
    {
      id: "out-1",
      accountId: "acc-1",
      contactId: null,
      subject: "Capacity for 11.11",
      channel: "wecom",
      region: null,
      peakAt: null,
      state: "sent",
      sentAt: "2026-10-26T02:00:00.000Z",
      answeredAt: null,
      answeredPcu: null,
      rev: 1,
      ...fields,
    },
  ];
}

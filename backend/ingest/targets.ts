/** How a cell of a field is read. `code` is text that must be one of the record's own words, mostly by a value map. */
export type FieldType = "line" | "text" | "code" | "number" | "integer" | "boolean" | "instant" | "day" | "list";

export interface TargetField {
  readonly type: FieldType;
  readonly required: boolean;
}

function must(type: FieldType): TargetField {
  return { type, required: true };
}

function may(type: FieldType): TargetField {
  return { type, required: false };
}

/**
 * What each target takes, in the order in which targets are read: accounts come before what belongs to them. The fields are those of the
 * records in shared/domain; docs/data-mapping.md explains each.
 */
export const targets = {
  accounts: {
    code: must("line"),
    name: must("line"),
    aliases: may("list"),
    country: must("code"),
    timeZone: must("code"),
    locale: must("code"),
    regions: must("list"),
    scenario: must("code"),
    tier: must("code"),
    lifecycle: may("code"),
    tags: may("list"),
    summary: may("text"),
    capacityPcu: may("integer"),
    capacityFrom: may("instant"),
  },
  capacities: { region: may("code"), from: must("instant"), pcu: must("integer") },
  contracts: {
    tier: must("code"),
    startsOn: must("day"),
    renewsOn: must("day"),
    committedMinutes: may("integer"),
    slaPolicy: may("line"),
    services: may("list"),
  },
  contacts: {
    name: must("line"),
    title: may("line"),
    role: may("code"),
    locale: must("code"),
    timeZone: may("code"),
    email: may("line"),
    phone: may("line"),
    wecom: may("line"),
    feishu: may("line"),
    dingtalk: may("line"),
    slack: may("line"),
    teams: may("line"),
    isPrimary: may("boolean"),
    onCall: may("boolean"),
    note: may("text"),
  },
  "planned-events": {
    name: must("line"),
    startsAt: must("instant"),
    endsAt: must("instant"),
    region: may("code"),
    upliftFactor: may("number"),
    toldBy: may("code"),
  },
  incidents: {
    number: must("line"),
    kind: may("code"),
    title: must("line"),
    severity: must("code"),
    state: must("code"),
    openedAt: may("instant"),
    resolvedAt: may("instant"),
    closedAt: may("instant"),
    region: may("code"),
    holderGroup: may("line"),
    holderName: may("line"),
    sourceMadeSla: may("boolean"),
    component: may("line"),
    cause: may("code"),
    at: must("instant"),
    ordinal: may("integer"),
    actor: may("line"),
    text: may("text"),
  },
  surveys: { at: must("instant"), instrument: must("code"), score: must("integer"), comment: may("text"), answer: may("line") },
  "sdk-releases": { version: must("line"), releasedOn: must("day"), platforms: may("list"), vulnerabilities: may("list") },
  "sdk-use": { at: must("instant"), platform: must("code"), version: must("line"), users: must("integer") },
  usage: {
    at: must("instant"),
    value: must("number"),
    metric: may("code"),
    region: may("code"),
    carrier: may("line"),
    sdk: may("line"),
    platform: may("code"),
  },
} as const satisfies Record<string, Readonly<Record<string, TargetField>>>;

export type TargetName = keyof typeof targets;
export const targetNames = Object.keys(targets) as readonly TargetName[];

/** Targets whose rows belong to an account that must be looked up. */
export function needsAccount(target: TargetName): boolean {
  return target !== "accounts" && target !== "sdk-releases";
}

export function fieldOf(target: TargetName, name: string): TargetField | undefined {
  const fields: Readonly<Record<string, TargetField>> = targets[target];
  return Object.hasOwn(fields, name) ? fields[name] : undefined;
}

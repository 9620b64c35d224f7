import { tiers } from "../../shared/domain/account/account.ts";
import { channelTypes } from "../../shared/domain/contact/contact.ts";
import { tierDefaults } from "../../shared/domain/contract/contract.ts";
import { sdkPlatforms, sdkRelease, type SdkRelease } from "../../shared/domain/sdk/sdk-release.ts";
import { scoreRanges, type SurveyAnswer } from "../../shared/domain/survey/survey-answer.ts";
import type { Kind } from "../../shared/domain/kinds.ts";
import type { ImportAccount, ImportRecord } from "../storage/import-store.ts";
import type { AccountIndex } from "./account-index.ts";
import { fault, shown } from "./fault.ts";
import { columnOf, type FieldValue } from "./field-reader.ts";
import type { FileMapping } from "./mapping.ts";
import { RowFault } from "./row-fault.ts";
import { stableId } from "./stable-id.ts";
import type { TargetName } from "./targets.ts";
import { Zone } from "./zone.ts";

/** The fields of a row that the mapping names; null = not known. */
export type RowFields = ReadonlyMap<string, FieldValue>;
export type RecordTarget = Exclude<TargetName, "usage" | "incidents" | "sdk-use">;

export interface BuildContext {
  readonly mapping: FileMapping;
  readonly source: string;
  readonly accounts: AccountIndex;
}

type Build = (fields: RowFields, account: ImportAccount | null, context: BuildContext) => readonly ImportRecord[];

/** What the file says and what it is silent on: silence never overwrites what colleagues wrote. */
function record(
  kind: Kind,
  id: string,
  said: Readonly<Record<string, FieldValue | undefined>>,
  whenNew: Readonly<Record<string, unknown>>,
): ImportRecord {
  const fields: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(said)) if (value !== null && value !== undefined) fields[name] = value;
  return { kind, id, fields, defaults: { ...whenNew } };
}

function pick(fields: RowFields, names: readonly string[]): Record<string, FieldValue | undefined> {
  return Object.fromEntries(names.map((name) => [name, fields.get(name)]));
}

function textOf(fields: RowFields, name: string): string | null {
  const value = fields.get(name);
  return value === null || value === undefined ? null : String(value);
}

function mainRegion(account: ImportAccount, column: string | null): string {
  const region = account.regions[0];
  if (region === undefined) throw new RowFault(fault("unknown-region", column, "no region is given and the account has none"));
  return region;
}

function known(account: ImportAccount | null): ImportAccount {
  if (account === null) throw new RowFault(fault("unknown-account", null, "the row belongs to no account"));
  return account;
}

const builders: Readonly<Record<RecordTarget, Build>> = {
  accounts: (fields, _account, { accounts, mapping }) => {
    const code = textOf(fields, "code") ?? "";
    const id = accounts.idOf(code) ?? stableId("acc", code);
    const timeZone = textOf(fields, "timeZone") ?? "";
    if (Zone.of(timeZone) === null)
      throw new RowFault(fault("bad-value", columnOf(mapping.fields["timeZone"]), `${shown(timeZone)} is no IANA time zone`));
    const regions = fields.get("regions");
    const region = Array.isArray(regions) ? String(regions[0] ?? "") : "";
    if (region === "") throw new RowFault(fault("missing-value", columnOf(mapping.fields["regions"]), "regions is not known"));
    const said = pick(fields, [
      "code",
      "name",
      "aliases",
      "country",
      "timeZone",
      "locale",
      "regions",
      "scenario",
      "tier",
      "lifecycle",
      "tags",
      "summary",
    ]);
    const records = [record("account", id, said, { aliases: [], ownerId: null, lifecycle: "active", tags: [], summary: "" })];
    const pcu = fields.get("capacityPcu");
    if (typeof pcu === "number") {
      const from = textOf(fields, "capacityFrom") ?? "1970-01-01T00:00:00.000Z";
      records.push(record("capacity", stableId("cap", id, region, from), { accountId: id, region, from, pcu }, {}));
    }
    return records;
  },
  capacities: (fields, account, { mapping }) => {
    const owner = known(account);
    const region = textOf(fields, "region") ?? mainRegion(owner, columnOf(mapping.fields["region"]));
    const from = textOf(fields, "from");
    return [record("capacity", stableId("cap", owner.id, region, from), { accountId: owner.id, region, from, pcu: fields.get("pcu") }, {})];
  },
  contracts: (fields, account) => {
    const owner = known(account);
    const tier = tiers.find((one) => one === fields.get("tier"));
    const said = { accountId: owner.id, ...pick(fields, ["tier", "startsOn", "renewsOn", "committedMinutes", "slaPolicy", "services"]) };
    const services = tier === undefined ? [] : [...tierDefaults[tier]];
    return [
      record("contract", stableId("con", owner.id, textOf(fields, "startsOn")), said, {
        committedMinutes: null,
        slaPolicy: "default",
        services,
      }),
    ];
  },
  contacts: (fields, account) => {
    const owner = known(account);
    const channels = channelTypes.flatMap((type) => {
      const value = textOf(fields, type);
      return value === null ? [] : [{ type, value }];
    });
    const key = textOf(fields, "email")?.toLowerCase() ?? textOf(fields, "name");
    const said = { accountId: owner.id, ...pick(fields, ["name", "title", "role", "locale", "timeZone", "isPrimary", "onCall", "note"]) };
    const whenNew = {
      title: "",
      role: "other",
      timeZone: owner.timeZone,
      channels: [],
      isPrimary: false,
      onCall: false,
      preferredHours: null,
      note: "",
    };
    const contact = record("contact", stableId("ctc", owner.id, key), said, whenNew);
    return [channels.length === 0 ? contact : { ...contact, fields: { ...contact.fields, channels } }];
  },
  "planned-events": (fields, account) => {
    const owner = known(account);
    const key = [textOf(fields, "name"), textOf(fields, "startsAt"), textOf(fields, "region")];
    const said = { accountId: owner.id, ...pick(fields, ["name", "startsAt", "endsAt", "region", "upliftFactor", "toldBy"]) };
    return [record("plannedEvent", stableId("pev", owner.id, ...key), said, { region: null, upliftFactor: null, toldBy: "customer" })];
  },
  surveys: (fields, account, { mapping, source }) => {
    const owner = known(account);
    const said = { accountId: owner.id, ...pick(fields, ["at", "instrument", "score", "comment"]) };
    const range: { readonly min: number; readonly max: number } | undefined =
      scoreRanges[fields.get("instrument") as SurveyAnswer["instrument"]];
    const score = Number(fields.get("score"));
    if (range !== undefined && (score < range.min || score > range.max))
      throw new RowFault(
        fault(
          "bad-value",
          columnOf(mapping.fields["score"]),
          `${score} is outside ${String(fields.get("instrument"))}: ${range.min} to ${range.max}`,
        ),
      );
    const key = [source, textOf(fields, "instrument"), textOf(fields, "answer") ?? textOf(fields, "at")];
    return [record("surveyAnswer", stableId("srv", owner.id, ...key), said, { contactId: null, comment: "" })];
  },
  "sdk-releases": (fields, _account, { mapping }) => {
    const listed = fields.get("vulnerabilities");
    const vulnerabilities = (Array.isArray(listed) ? listed.map(String) : []).map((text) =>
      vulnerabilityOf(text, columnOf(mapping.fields["vulnerabilities"])),
    );
    const release = record("sdkRelease", stableId("sdk", textOf(fields, "version")), pick(fields, ["version", "releasedOn", "platforms"]), {
      platforms: [...sdkPlatforms],
      vulnerabilities: [],
    });
    return [listed === undefined || listed === null ? release : { ...release, fields: { ...release.fields, vulnerabilities } }];
  },
};

/** `HRSA-2026-004 high 2026-07-22 4.8.1`: name, severity, day of publication, first version without it (left out = none yet). */
function vulnerabilityOf(text: string, column: string | null): SdkRelease["vulnerabilities"][number] {
  const [name, severity, publishedOn, fixedIn = null, ...rest] = text.trim().split(/\s+/);
  const parsed = sdkRelease.shape.vulnerabilities.element.safeParse({ name, severity, publishedOn, fixedIn });
  if (parsed.success && rest.length === 0) return parsed.data;
  throw new RowFault(
    fault(
      "bad-value",
      column,
      `${shown(text)} is not "name severity day" with the version that mends it, e.g. "CVE-2026-1 high 2026-07-22 4.8.1"`,
    ),
  );
}

/** The records that one row makes, not yet held against their schemas. Throws RowFault. */
export function buildRecords(
  target: RecordTarget,
  fields: RowFields,
  account: ImportAccount | null,
  context: BuildContext,
): readonly ImportRecord[] {
  return builders[target](fields, account, context);
}

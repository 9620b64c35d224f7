import type { ColumnType, Generated } from "kysely";
import type { JsonObject } from "../../shared/kernel/json.ts";

/** jsonb: read as an object, written as JSON text (a JavaScript array would be taken for an SQL array). */
type JsonColumn = ColumnType<JsonObject, string, string>;

interface TenantTable {
  tenant_id: string;
  name: string;
  created_at: Date;
}

interface AppUserTable {
  tenant_id: string;
  user_id: string;
  name: string;
  role: string;
  locale: string;
  /** Grows when what this user may see changes as a whole: the laptop takes a new snapshot. */
  scope_version: number;
  /** From then on the user has no access; null = they have. */
  disabled_at: Generated<Date | null>;
}

/** Who a user is at the OpenID provider. */
interface UserIdentityTable {
  tenant_id: string;
  issuer: string;
  subject: string;
  user_id: string;
  linked_at: Date;
}

/** Whose an account is: kept by a trigger on `record`, read by row-level security. */
interface AccountScopeTable {
  tenant_id: string;
  account_id: string;
  user_id: string;
}

interface AccessTokenTable {
  tenant_id: string;
  /** SHA-256 of the token, hexadecimal; the token itself is never stored. */
  token_hash: string;
  user_id: string;
  label: string;
  created_at: Date;
  expires_at: Date;
  revoked_at: Date | null;
}

interface SyncHeadTable {
  tenant_id: string;
  /** Another one means that the database was restored: cursors of the old epoch are worth nothing. */
  epoch: string;
  seq: number;
  /** Deletions up to this sequence are forgotten: an older cursor needs a new snapshot. */
  floor: number;
  /** Sequence of the newest metric chunk. */
  chunk_seq: number;
  /** Build of the prebuilt snapshot pages that is served; 0 = none. */
  page_build: number;
  /** Until when one backend has the building of pages to itself; null = nobody builds. */
  pages_until: Generated<Date | null>;
  /** Until when one backend has the keeping of scores to itself; null = nobody keeps. */
  health_until: Generated<Date | null>;
  /** Until when the forecasts of the day are kept, or one backend has the keeping of them to itself; null = due. */
  forecast_until: Generated<Date | null>;
}

interface RecordTable {
  tenant_id: string;
  kind: string;
  id: string;
  account_id: string | null;
  /** Only this user sees the record; null = everybody who sees its account. */
  private_to: string | null;
  /** Sequence of the last change. */
  rev: number;
  deleted: boolean;
  /** The whole record without `rev`; of a deleted one, what it was. */
  doc: JsonColumn;
  updated_at: Date;
  updated_by: string;
  /** Owner of an account, out of `doc`. */
  owner_id: Generated<string | null>;
  /** Who wrote each field last: see backend/sync/writers.ts. */
  writers: ColumnType<JsonObject, string | undefined, string>;
}

interface ChangeLogTable {
  tenant_id: string;
  seq: number;
  kind: string;
  id: string;
  op: string;
  account_id: string | null;
}

interface ClientTable {
  tenant_id: string;
  client_id: string;
  user_id: string;
  last_mutation_id: number;
  seen_at: Date;
  /** Set = the laptop must destroy what it holds. */
  wipe_at: Generated<Date | null>;
  /** When it was first told so. */
  wipe_told_at: Generated<Date | null>;
}

/** Which of a client's mutations are in the state of a sequence: a pull that stops short of the head must not acknowledge later ones. */
interface ClientPushTable {
  tenant_id: string;
  client_id: string;
  last_mutation_id: number;
  before_mutation_id: number;
  seq: number;
}

interface MutationRefusalTable {
  tenant_id: string;
  client_id: string;
  mutation_id: number;
  code: string;
  message: string;
  id: string;
}

/** Where the log stood at a time: how the age of a log row is known without a column of its own. */
interface LogMarkTable {
  tenant_id: string;
  at: Date;
  seq: number;
}

/** How much a user has deleted lately without having been asked. */
interface UserDeletionsTable {
  tenant_id: string;
  user_id: string;
  since: Date;
  deletions: number;
}

/** What a company asks of its laptops; no row = the defaults. */
interface LaptopPolicyTable {
  tenant_id: string;
  offline_grace_days: number;
  wipe_after_days: number;
  lock_after_minutes: number;
}

interface MetricChunkTable {
  tenant_id: string;
  account_id: string;
  metric: string;
  region: string;
  /** Empty = all carriers together. */
  carrier: string;
  /** Empty = all versions together. */
  sdk: string;
  /** Empty = all platforms together. */
  platform: string;
  month: string;
  rev: number;
  encoding: string;
  bytes: Uint8Array;
}

interface SnapshotPageTable {
  tenant_id: string;
  kind: string;
  build: number;
  /** Id after which the page begins; empty = first page of its kind. */
  after_id: string;
  /** Sequence whose state the page shows. */
  as_of: number;
  rows: number;
  bytes: Uint8Array;
}

interface IngestMappingTable {
  tenant_id: string;
  name: string;
  /** The mapping as it was sent: checked again when it is used. */
  doc: JsonColumn;
  updated_at: Date;
  updated_by: string;
}

/** What is read on its own: see backend/connect. */
interface ConnectorTable {
  tenant_id: string;
  name: string;
  kind: string;
  /** As it was given; checked again when it is used. */
  config: JsonColumn;
  /** Sealed: see backend/connect/secret-sealer.ts. */
  secrets: string | null;
  paused: Generated<boolean>;
  created_at: Date;
  created_by: string;
  /** The one run that may write, and until when it has the connector to itself. */
  lease_by: Generated<string | null>;
  lease_until: Generated<Date | null>;
  next_run_at: Generated<Date | null>;
  run_asked_at: Generated<Date | null>;
  /** Where the next run goes on. */
  progress: ColumnType<JsonObject, string | undefined, string>;
  data_up_to: Generated<Date | null>;
  last_good_at: Generated<Date | null>;
  report: ColumnType<JsonObject | null, string | undefined, string>;
  total: ColumnType<JsonObject | null, string | undefined, string>;
}

/** Files that have been taken, by their content. */
interface ConnectorFileTable {
  tenant_id: string;
  connector: string;
  digest: string;
  name: string;
  /** Name under which it lies in the folder of what is done. */
  kept_as: string;
  taken_at: Date;
}

/** What was delivered: waiting while `settled_at` is null, afterwards remembered without its body so that it is not taken twice. */
interface ConnectorDeliveryTable {
  tenant_id: string;
  connector: string;
  message_id: string;
  received_at: Date;
  body: Uint8Array | null;
  bytes: number;
  attempts: Generated<number>;
  settled_at: Generated<Date | null>;
}

/** Where a tenant's audit log stands: see backend/audit. */
interface AuditHeadTable {
  tenant_id: string;
  /** Number and hash of the last entry; 0 and empty = there is none. */
  seq: number;
  hash: string;
  /** What digests of values are keyed with. */
  salt: string;
  retention_days: number;
}

interface AuditEntryTable {
  tenant_id: string;
  seq: number;
  at: Date;
  event: string;
  user_id: string;
  accounts: string[];
  /** The entry as JSON text: what the hash is of. */
  body: string;
  hash: string;
  /** Name that a laptop reported it under. */
  report: string | null;
}

interface AuditCheckpointTable {
  tenant_id: string;
  seq: number;
  at: Date;
  hash: string;
  /** Entries up to this one may be gone. */
  trimmed: boolean;
  key_id: string;
  signature: string;
}

export interface Tables {
  tenant: TenantTable;
  app_user: AppUserTable;
  access_token: AccessTokenTable;
  user_identity: UserIdentityTable;
  sync_head: SyncHeadTable;
  record: RecordTable;
  account_scope: AccountScopeTable;
  change_log: ChangeLogTable;
  client: ClientTable;
  client_push: ClientPushTable;
  mutation_refusal: MutationRefusalTable;
  log_mark: LogMarkTable;
  user_deletions: UserDeletionsTable;
  laptop_policy: LaptopPolicyTable;
  metric_chunk: MetricChunkTable;
  snapshot_page: SnapshotPageTable;
  ingest_mapping: IngestMappingTable;
  connector: ConnectorTable;
  connector_file: ConnectorFileTable;
  connector_delivery: ConnectorDeliveryTable;
  audit_head: AuditHeadTable;
  audit_entry: AuditEntryTable;
  audit_checkpoint: AuditCheckpointTable;
}

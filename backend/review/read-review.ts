import { sql } from "kysely";
import type { Account } from "../../shared/domain/account/account.ts";
import { inOrderOfId } from "../../shared/domain/health/judge-account.ts";
import type { Kind, RecordOf } from "../../shared/domain/kinds.ts";
import type { MetricId } from "../../shared/domain/metrics/metrics.ts";
import { groupOf, type HourlySeries } from "../../shared/domain/metrics/series.ts";
import { gatherSources } from "../../shared/domain/review/evidence/gather-sources.ts";
import type { ReviewSources, SnapshotRequest } from "../../shared/domain/review/evidence/review-sources.ts";
import type { JsonObject } from "../../shared/kernel/json.ts";
import { seriesOfChunks } from "../../shared/sync/chunk-series.ts";
import type { ChunkEncoding } from "../../shared/sync/chunks.ts";
import type { TenantTransaction } from "../storage/database.ts";

/** What a review of an account is made from: the record that its snapshot is taken from, what people wrote, and who must not be named in it. */
export interface StoredReview {
  readonly account: RecordOf<"account">;
  readonly sources: ReviewSources;
  /** The review of this account and period; null = nobody has begun one. */
  readonly review: RecordOf<"review"> | null;
  /** The snapshot that it is in use with. */
  readonly frozen: RecordOf<"reviewSnapshot"> | null;
  readonly sections: readonly RecordOf<"reviewSection">[];
  readonly customers: readonly Pick<Account, "id" | "code" | "name" | "aliases">[];
}

const accountKinds = [
  "account",
  "contract",
  "capacity",
  "plannedEvent",
  "incident",
  "incidentEvent",
  "slaVerdict",
  "postmortem",
  "task",
  "contact",
  "outreach",
  "capacityRequest",
  "forecastMemory",
  "healthMonth",
  "surveyAnswer",
  "sdkUse",
  "calendarEntry",
  "review",
  "reviewSnapshot",
  "reviewSection",
] as const satisfies readonly Kind[];

const companyKinds = ["user", "healthModel", "slaPolicy", "sdkRelease", "calendarEntry"] as const satisfies readonly Kind[];

interface Row {
  readonly kind: string;
  readonly id: string;
  readonly rev: number;
  readonly doc: JsonObject;
}

interface ChunkRow {
  readonly metric: MetricId;
  readonly region: string;
  /** Empty = all of them together. */
  readonly carrier: string;
  readonly sdk: string;
  readonly platform: string;
  readonly month: string;
  readonly rev: number;
  readonly encoding: ChunkEncoding;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** Everything of the account with this code that a review of a period needs; null = no account has it. */
export async function readReview({ db, scope }: TenantTransaction, code: string, request: SnapshotRequest): Promise<StoredReview | null> {
  const { rows: customers } = await sql<StoredReview["customers"][number]>`
    select r.id, r.doc ->> 'code' as code, r.doc ->> 'name' as name, r.doc -> 'aliases' as aliases from record r
    where r.tenant_id = ${scope.tenantId} and r.kind = 'account' and not r.deleted`.execute(db);
  const accountId = customers.find((customer) => customer.code === code)?.id;
  if (accountId === undefined) return null;
  const { rows } = await sql<Row>`
    select r.kind, r.id, r.rev, r.doc from record r
    where r.tenant_id = ${scope.tenantId} and r.account_id = ${accountId} and r.kind = any(${accountKinds}::text[]) and not r.deleted`.execute(
    db,
  );
  const { rows: shared } = await sql<Row>`
    select r.kind, r.id, r.rev, r.doc from record r
    where r.tenant_id = ${scope.tenantId} and r.account_id is null and r.kind = any(${companyKinds}::text[]) and not r.deleted`.execute(db);
  const { rows: chunks } = await sql<ChunkRow>`
    select c.metric, c.region, c.carrier, c.sdk, c.platform, c.month, c.rev, c.encoding, c.bytes from metric_chunk c
    where c.tenant_id = ${scope.tenantId} and c.account_id = ${accountId}`.execute(db);
  const own = <K extends Kind>(kind: K): readonly RecordOf<K>[] => ofKind(rows, kind);
  const [account] = own("account");
  if (account === undefined) return null;
  const sources = gatherSources(
    {
      account,
      contracts: own("contract"),
      capacities: own("capacity"),
      plannedEvents: own("plannedEvent"),
      incidents: own("incident"),
      incidentEvents: own("incidentEvent"),
      slaVerdicts: own("slaVerdict"),
      postmortems: own("postmortem"),
      tasks: own("task"),
      contacts: own("contact"),
      outreaches: own("outreach"),
      capacityRequests: own("capacityRequest"),
      forecastMemories: own("forecastMemory"),
      healthMonths: own("healthMonth"),
      surveyAnswers: own("surveyAnswer"),
      sdkUses: own("sdkUse"),
      reviews: own("review"),
      reviewSnapshots: own("reviewSnapshot"),
      users: ofKind(shared, "user"),
      healthModels: ofKind(shared, "healthModel"),
      slaPolicies: ofKind(shared, "slaPolicy"),
      sdkReleases: ofKind(shared, "sdkRelease"),
      calendarEntries: inOrderOfId([...ofKind(shared, "calendarEntry"), ...own("calendarEntry")]),
    },
    seriesIn(accountId, chunks),
    request,
  );
  const review = own("review").find(({ kind, period }) => kind === request.kind && period === request.period) ?? null;
  const sections = review === null ? [] : own("reviewSection").filter(({ reviewId }) => reviewId === review.id);
  const frozen =
    own("reviewSnapshot").find(({ reviewId, snapshotId }) => reviewId === review?.id && snapshotId === review.snapshotId) ?? null;
  return { account, sources, review, frozen, sections, customers };
}

function seriesIn(accountId: string, chunks: readonly ChunkRow[]): ReviewSources["series"] {
  const named = (name: string): string | null => (name === "" ? null : name);
  const series = seriesOfChunks(
    chunks.map(({ carrier, sdk, platform, ...rest }) => ({
      ...rest,
      accountId,
      carrier: named(carrier),
      sdk: named(sdk),
      platform: named(platform),
    })),
  );
  const of = (group: ReturnType<typeof groupOf>): readonly HourlySeries[] => series.filter((one) => groupOf(one) === group);
  return { usage: of("usage"), quality: of("quality"), detail: of("detail") };
}

/** What is stored was validated when it was written. */
function ofKind<K extends Kind>(rows: readonly Row[], kind: K): readonly RecordOf<K>[] {
  return inOrderOfId(rows.filter((row) => row.kind === kind).map(({ id, rev, doc }) => ({ ...doc, id, rev }) as unknown as RecordOf<K>));
}

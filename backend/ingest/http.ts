import type { Readable } from "node:stream";
import type { FastifyInstance, FastifyRequest } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import { z } from "zod";
import { kinds } from "../../shared/domain/kinds.ts";
import { errorBody } from "../../shared/sync/protocol.ts";
import { loadPrincipal, type Principal } from "../auth/principal.ts";
import { ApiError } from "../server/api-error.ts";
import type { ServerDeps } from "../server/deps.ts";
import { serviceScope, type TenantScope } from "../storage/database.ts";
import type { ImportChunk } from "../storage/import-store.ts";
import { createImportStore } from "../storage/sql-import-store.ts";
import { FileError } from "./fault.ts";
import { runImport } from "./import-run.ts";
import { checkMapping, type Mapping, mappingSchema } from "./mapping.ts";
import { getMapping, mappingNames, putMapping } from "./stored-mappings.ts";
import { type TargetName, targetNames } from "./targets.ts";
import {
  accountsAnswer,
  chunksAnswer,
  chunksRequest,
  detailChunksRequest,
  countsAnswer,
  importSummary,
  recordsAnswer,
  recordsRequest,
} from "./wire.ts";

/** A table of this many packed bytes is sent in parts: a request must arrive whole within the server's own time-out. */
const uploadBytes = 64 * 1024 * 1024;
const batchBytes = 16 * 1024 * 1024;
const uploadTimeoutMs = 600_000;
/** Lists in a batch of chunks are long, so its body takes longer than the usual one. */
const batchTimeoutMs = 120_000;

const tableTypes = [
  "text/csv",
  "application/x-ndjson",
  "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  "application/gzip",
];
const mappingName = z.string().regex(/^[a-z0-9][a-z0-9-]{0,59}$/);
const tags = ["ingest"];

function failures<const S extends z.ZodType>(answer: S): Record<string, z.ZodType> & { 200: S } {
  return { 200: answer, "4xx": errorBody, "5xx": errorBody };
}

async function* bounded(body: Readable): AsyncGenerator<Uint8Array> {
  let length = 0;
  // Left whole when the import gives up on a table: a destroyed request could not be answered.
  for await (const chunk of body.iterator({ destroyOnReturn: false })) {
    const bytes = chunk as Buffer;
    length += bytes.length;
    if (length > uploadBytes)
      throw new FileError(`it is larger than ${uploadBytes / 1024 / 1024} MiB: send it in parts, or use headroom ingest --server`);
    yield bytes;
  }
}

/** The entry of a mapping that a request uses: the one of its target, or of several the one whose glob is the name that was sent. */
function entryFor(mapping: Mapping, target: TargetName, file: string): Mapping {
  const entries = mapping.files.filter((entry) => entry.target === target);
  const entry = entries.find(({ files }) => files === file) ?? entries[0];
  if (entry === undefined) throw new ApiError("bad-request", `the mapping has no entry for ${target}`);
  return { ...mapping, files: [entry] };
}

/**
 * The ingest API below `/v1/ingest`, for administrators and leads: tables with a mapping (what docs/data-mapping.md describes), and the batches
 * that `headroom ingest --server` sends when it reads a folder itself.
 */
export function registerIngest(app: FastifyInstance, deps: ServerDeps): void {
  const { db, clock, metrics } = deps;

  const principalOf = (request: FastifyRequest): Promise<Principal> => {
    if (request.tenantScope === null) throw new ApiError("unauthorized", "a bearer token is needed");
    return db.withTenant(request.tenantScope, loadPrincipal, { snapshot: true });
  };
  const allowed = async (request: FastifyRequest): Promise<TenantScope> => {
    const { role, tenantId, userId } = await principalOf(request);
    if (role !== "admin" && role !== "lead") throw new ApiError("forbidden", "only administrators and leads may import");
    // An import writes what no colleague may: users, contracts, usage. It is signed by who asked for it.
    return serviceScope(tenantId, userId);
  };

  const putChunks = async (
    scope: TenantScope,
    sent: readonly (Omit<ImportChunk, "values"> & { readonly values: readonly (number | null)[] })[],
    merge: "max" | "last",
  ): Promise<z.infer<typeof chunksAnswer>> => {
    const chunks = sent.map((chunk) => ({ ...chunk, values: Float64Array.from(chunk.values, (value) => value ?? Number.NaN) }));
    try {
      const changed = await createImportStore(db, scope, clock).putChunks(chunks, merge);
      const rows = chunks.reduce((sum, { values }) => sum + values.filter((value) => !Number.isNaN(value)).length, 0);
      const stored = changed.reduce((sum, mask) => sum + mask.reduce((set, hour) => set + hour, 0), 0);
      metrics.ingested("hours", { stored, unchanged: rows - stored });
      return { changed: changed.map((mask) => Buffer.from(mask).toString("base64")) };
    } catch (error) {
      if (error instanceof RangeError) throw new ApiError("bad-request", error.message);
      throw error;
    }
  };

  const mappingOf = async (scope: TenantScope, named: string | undefined, inline: string | undefined): Promise<Mapping> => {
    if ((named === undefined) === (inline === undefined))
      throw new ApiError("bad-request", "give either mapping (a stored one's name) or inline (its JSON)");
    let json: unknown;
    if (named === undefined) {
      try {
        json = JSON.parse(inline ?? "");
      } catch {
        throw new ApiError("bad-request", "inline is no JSON");
      }
    } else {
      json = await getMapping(db, scope, named);
      if (json === undefined)
        throw new ApiError("not-found", `there is no mapping ${named}: store it with PUT /v1/ingest/mappings/${named}`);
    }
    const mapping = checkMapping(json);
    if (!mapping.ok) throw new ApiError("bad-request", `mapping: ${mapping.error.message}`);
    return mapping.value;
  };

  void app.register((scoped, _options, done) => {
    // The body is read by the handler from the socket: what is parsed here would be held in memory, and walked by the guard of JSON depth.
    scoped.addContentTypeParser(tableTypes, (_request, _payload, parsed) => parsed(null));
    const routes = scoped.withTypeProvider<ZodTypeProvider>();

    routes.post(
      "/v1/ingest/:target",
      {
        handlerTimeout: uploadTimeoutMs,
        schema: {
          tags,
          summary: "Imports a table",
          description:
            "The body is CSV, NDJSON or XLSX, gzip or not, and is read as it comes. Good rows are stored; the answer counts all. 422 = it could not be read to its end.",
          consumes: tableTypes,
          params: z.object({ target: z.enum(targetNames as [TargetName, ...TargetName[]]) }),
          querystring: z.object({
            mapping: mappingName.optional().describe("Name of a stored mapping"),
            inline: z.string().max(12_000).optional().describe("A mapping as JSON"),
            file: z.string().min(1).max(300).optional().describe("Name of the table: used in reports and by lookups of the file's name"),
          }),
          response: { ...failures(importSummary), 422: importSummary },
        },
      },
      async (request, reply) => {
        const scope = await allowed(request);
        const { mapping: named, inline, file: given } = request.query;
        const file = given ?? `${request.params.target}${extensionOf(request.headers["content-type"])}`;
        const mapping = entryFor(await mappingOf(scope, named, inline), request.params.target, file);
        const input = { name: file, open: () => bounded(request.raw) };
        const summary = await runImport({
          mapping,
          store: createImportStore(db, scope, clock),
          filesOf: () => [input],
          report: () => undefined,
        });
        // What was not read is let run out, at most until the request's time is over, so that the client gets to read the answer.
        request.raw.resume();
        for (const { target, stored, unchanged, dropped } of summary.files)
          metrics.ingested(target, { stored, unchanged, dropped: dropped.total });
        return reply.status(summary.files.some(({ error }) => error !== null) ? 422 : 200).send(summary);
      },
    );
    done();
  });

  const routes = app.withTypeProvider<ZodTypeProvider>();

  routes.put(
    "/v1/ingest/mappings/:name",
    {
      bodyLimit: 1024 * 1024,
      schema: {
        tags,
        summary: "Stores a mapping",
        params: z.object({ name: mappingName }),
        body: z.json().describe("A mapping file"),
        response: failures(z.object({ name: mappingName })),
      },
    },
    async (request) => {
      const scope = await allowed(request);
      const mapping = checkMapping(request.body);
      if (!mapping.ok) throw new ApiError("bad-request", `mapping: ${mapping.error.message}`);
      await putMapping(db, scope, request.params.name, JSON.stringify(request.body), clock.now());
      return { name: request.params.name };
    },
  );

  routes.get(
    "/v1/ingest/mappings",
    { schema: { tags, summary: "Names of the stored mappings", response: failures(z.object({ names: z.array(mappingName) })) } },
    async (request) => ({
      names: [...(await mappingNames(db, await allowed(request)))],
    }),
  );

  routes.get(
    "/v1/ingest/mapping-schema",
    { schema: { tags, summary: "JSON Schema of mapping files, for editors", response: { 200: z.json() } } },
    async (request) => {
      await principalOf(request);
      return z.toJSONSchema(mappingSchema, { io: "input", unrepresentable: "any" }) as never;
    },
  );

  routes.post(
    "/v1/ingest/batch/records",
    {
      bodyLimit: batchBytes,
      handlerTimeout: batchTimeoutMs,
      schema: { tags, summary: "Stores records that are already mapped", body: recordsRequest, response: failures(recordsAnswer) },
    },
    async (request) => {
      const scope = await allowed(request);
      request.body.records.forEach(({ kind, id, fields, defaults }, i) => {
        // Strict: an unknown field, once stored, would stay.
        const parsed = kinds[kind].schema
          .strict()
          .safeParse({ id, ...defaults, ...fields, ...("id" in fields || "id" in defaults ? { id: null } : {}) });
        if (parsed.success) return;
        const issue = parsed.error.issues[0];
        throw new ApiError("bad-request", `records/${i}/${(issue?.path ?? []).join("/")}: ${issue?.code ?? "invalid"}`);
      });
      const outcomes = await createImportStore(db, scope, clock).putRecords(request.body.records);
      const stored = outcomes.filter((outcome) => outcome === "stored").length;
      metrics.ingested("records", { stored, unchanged: outcomes.length - stored });
      return { outcomes: [...outcomes] };
    },
  );

  routes.post(
    "/v1/ingest/batch/chunks",
    {
      bodyLimit: batchBytes,
      handlerTimeout: batchTimeoutMs,
      schema: { tags, summary: "Merges hourly values that are already mapped", body: chunksRequest, response: failures(chunksAnswer) },
    },
    async (request) => {
      const scope = await allowed(request);
      const whole = request.body.chunks.map((chunk) => ({ ...chunk, sdk: null, platform: null }));
      return putChunks(scope, whole, request.body.merge);
    },
  );

  routes.post(
    "/v1/ingest/batch/detail-chunks",
    {
      bodyLimit: batchBytes,
      handlerTimeout: batchTimeoutMs,
      schema: {
        tags,
        summary: "Merges hourly values that are split by SDK version or platform",
        body: detailChunksRequest,
        response: failures(chunksAnswer),
      },
    },
    async (request) => putChunks(await allowed(request), request.body.chunks, request.body.merge),
  );

  routes.get(
    "/v1/ingest/accounts",
    { schema: { tags, summary: "Accounts by code, as mappings name them", response: failures(accountsAnswer) } },
    async (request) => {
      const accounts = await createImportStore(db, await allowed(request), clock).accountsByCode();
      return { accounts: [...accounts].map(([code, { id, timeZone, regions }]) => ({ code, id, timeZone, regions: [...regions] })) };
    },
  );

  routes.get("/v1/ingest/counts", { schema: { tags, summary: "What is stored", response: failures(countsAnswer) } }, async (request) =>
    createImportStore(db, await allowed(request), clock).counts(),
  );
}

function extensionOf(contentType: string | undefined): string {
  if (contentType?.includes("ndjson") === true) return ".ndjson";
  return contentType?.includes("spreadsheetml") === true ? ".xlsx" : ".csv";
}

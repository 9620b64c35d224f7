import { Kysely, PostgresDialect, sql } from "kysely";
import pg from "pg";
import { parseBytes } from "./bytes.ts";
import { createDatabase, type Database, headChannel, serviceScope } from "./database.ts";
import { LocalHeadFeed } from "./head-feed.ts";
import { migrate } from "./migrations/migrate.ts";
import { errorCode, StorageError } from "./storage-error.ts";
import type { Tables } from "./tables.ts";

const statementTimeoutMs = 60_000;
const lockTimeoutMs = 15_000;
const idleInTransactionMs = 30_000;
const connectTimeoutMs = 10_000;
const relistenMs = 1_000;

const int8: number = pg.types.builtins.INT8;
const bytea: number = pg.types.builtins.BYTEA;

/* oxlint-disable typescript/no-unsafe-enum-assignment -- the driver asks for any oid of the server, its own types name only the built-in ones */
const customTypes: pg.CustomTypesConfig = {
  getTypeParser: (oid: number, format?: string) => {
    if (format === "binary") return pg.types.getTypeParser(oid, "binary");
    // Sequences stay far below 2^53.
    if (oid === int8) return Number;
    return oid === bytea ? parseBytes : pg.types.getTypeParser(oid, "text");
  },
};

function connection(url: string): pg.ClientConfig {
  return {
    connectionString: url,
    types: customTypes,
    application_name: "headroom",
    connectionTimeoutMillis: connectTimeoutMs,
    statement_timeout: statementTimeoutMs,
    lock_timeout: lockTimeoutMs,
    idle_in_transaction_session_timeout: idleInTransactionMs,
    keepAlive: true,
  };
}

/** The address without its password, for messages. */
function shown(url: string): string {
  const parsed = new URL(url);
  return `${parsed.hostname}:${parsed.port === "" ? "5432" : parsed.port}${parsed.pathname}`;
}

function checkUrl(url: string): void {
  if (!/^postgres(ql)?:\/\//.test(url) || !URL.canParse(url)) {
    throw new StorageError(
      "bad-url",
      "DATABASE_URL is not an address of PostgreSQL: write it as postgres://user:password@host:5432/database",
    );
  }
}

function connectError(url: string, error: unknown): StorageError {
  if (error instanceof StorageError) return error;
  const code = errorCode(error) ?? "";
  if (code.startsWith("28")) {
    return new StorageError("login-refused", `PostgreSQL at ${shown(url)} refused the login: check user and password in DATABASE_URL`, {
      cause: error,
    });
  }
  if (code === "3D000") {
    return new StorageError("bad-url", `PostgreSQL at ${shown(url)} has no such database: create it, or correct DATABASE_URL`, {
      cause: error,
    });
  }
  if (code === "42501") {
    return new StorageError(
      "login-refused",
      `the login may not create tables at ${shown(url)}: make it the owner of the database (see docs/backend.md)`,
      {
        cause: error,
      },
    );
  }
  const reason = code === "" ? (error instanceof Error ? error.message : "no answer") : code;
  return new StorageError(
    "unreachable",
    `cannot work with PostgreSQL at ${shown(url)} (${reason}): check DATABASE_URL and that the server runs`,
    {
      cause: error,
    },
  );
}

/** Row-level security does not bind a superuser or a role with BYPASSRLS: with such a login every tenant would see every other. */
async function refuseUnsafeRole(kysely: Kysely<Tables>): Promise<void> {
  const { rows } = await sql<{
    unsafe: boolean;
  }>`select rolsuper or rolbypassrls as unsafe from pg_roles where rolname = current_user`.execute(kysely);
  if (rows[0]?.unsafe !== false) {
    throw new StorageError(
      "unsafe-role",
      "the login of DATABASE_URL is a superuser or has BYPASSRLS, which switches the wall between tenants off: use a role of its own (see docs/backend.md)",
    );
  }
}

/**
 * On a connection of its own, without time-outs: a step may take long on a large database, and waits for another backend's. What a backend that died
 * left running ends first, and is rolled back.
 */
async function migrateServer(url: string, onMigration?: (done: number, total: number) => void): Promise<void> {
  const patient = { statement_timeout: 0, lock_timeout: 0, idle_in_transaction_session_timeout: 0 };
  const pool = new pg.Pool({ ...connection(url), ...patient, max: 1 });
  pool.on("error", () => undefined);
  const kysely = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  try {
    await migrate(kysely, onMigration);
  } finally {
    await kysely.destroy();
  }
}

/**
 * Follows the heads that every backend on this database announces, on a connection of its own that is opened again when it is lost. `onListening`:
 * what was announced before is not told again, so whoever listens must be told where things stand.
 */
function followHeads(url: string, heads: LocalHeadFeed, onListening: () => Promise<void>): () => Promise<void> {
  let stopped = false;
  let current: pg.Client | undefined;
  let timer: NodeJS.Timeout | undefined;
  const connect = (): void => {
    const client = new pg.Client({ ...connection(url), statement_timeout: 0, idle_in_transaction_session_timeout: 0 });
    current = client;
    let lost = false;
    const again = (): void => {
      if (lost || stopped) return;
      lost = true;
      void client.end().catch(() => undefined);
      timer = setTimeout(connect, relistenMs);
    };
    client.on("error", again);
    client.on("end", again);
    client.on("notification", ({ payload = "" }) => {
      const bar = payload.indexOf("|");
      heads.publish(payload.slice(bar + 1), Number(payload.slice(0, bar)));
    });
    client
      .connect()
      .then(() => client.query(`listen ${headChannel}`))
      .then(onListening)
      .catch(again);
  };
  connect();
  return async () => {
    stopped = true;
    clearTimeout(timer);
    await current?.end().catch(() => undefined);
  };
}

export interface PostgresOptions {
  /** Connections of the pool; 10 by default. */
  readonly connections?: number;
  /** Hears of every statement, without its parameters. */
  readonly onStatement?: (sql: string) => void;
}

/** A PostgreSQL server. Throws StorageError. */
export async function openPostgresDatabase(
  url: string,
  options: PostgresOptions = {},
  onMigration?: (done: number, total: number) => void,
): Promise<Database> {
  checkUrl(url);
  const pool = new pg.Pool({ ...connection(url), max: options.connections ?? 10, idleTimeoutMillis: 30_000 });
  // A connection that breaks while idle is dropped by the pool; the next query takes another.
  pool.on("error", () => undefined);
  const { onStatement } = options;
  const kysely = new Kysely<Tables>({
    dialect: new PostgresDialect({ pool }),
    ...(onStatement === undefined ? {} : { log: ({ query }) => onStatement(query.sql) }),
  });
  try {
    await refuseUnsafeRole(kysely);
    await migrateServer(url, onMigration);
  } catch (error) {
    await kysely.destroy().catch(() => undefined);
    throw connectError(url, error);
  }
  const heads = new LocalHeadFeed();
  let unfollow = (): Promise<void> => Promise.resolve();
  const database = createDatabase({
    engine: "postgres",
    kysely,
    heads,
    announce: "notify",
    tidy: () => Promise.resolve(),
    pool: () => ({ connections: pool.totalCount, idle: pool.idleCount, waiting: pool.waitingCount }),
    close: async () => {
      await unfollow();
      await kysely.destroy();
    },
  });
  unfollow = followHeads(url, heads, () => publishHeads(database, heads));
  return database;
}

/** Tells every listener the head of its tenant as it is now. */
async function publishHeads(database: Database, heads: LocalHeadFeed): Promise<void> {
  for (const tenantId of heads.tenants()) {
    const row = await database.withTenant(serviceScope(tenantId, "headroom"), ({ db }) =>
      db.selectFrom("sync_head").select("seq").where("tenant_id", "=", tenantId).executeTakeFirst(),
    );
    if (row !== undefined) heads.publish(tenantId, row.seq);
  }
}

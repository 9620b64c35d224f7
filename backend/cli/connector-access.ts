import { z } from "zod";
import { systemClock } from "../../shared/kernel/clock.ts";
import { type ConnectorList, connectorList } from "../../shared/sync/connectors.ts";
import { errorBody } from "../../shared/sync/protocol.ts";
import {
  addConnector,
  type AdminError,
  type AdminPorts,
  askRun,
  connectorStatuses,
  dropConnector,
  pauseConnector,
  rotateSecret,
} from "../connect/connector-admin.ts";
import { findConnector } from "../connect/connector-store.ts";
import { runConnector, systemRunPorts } from "../connect/run-connector.ts";
import { openSecretSealer } from "../connect/secret-sealer.ts";
import { isLoopbackHost } from "../server/loopback.ts";
import { serviceScope } from "../storage/database.ts";
import { storeTarget } from "../storage/open-backend-store.ts";
import type { Result } from "../../shared/kernel/result.ts";
import { setTimeout as sleep } from "node:timers/promises";
import { CommandError } from "./report-fault.ts";
import { withStore } from "./with-store.ts";

/** What `headroom connector` does, in a database or through a backend that runs. Throws CommandError. */
export interface ConnectorAccess {
  list(): Promise<ConnectorList>;
  add(name: string, config: unknown, secret: string | null): Promise<string | null>;
  remove(name: string): Promise<void>;
  pause(name: string, paused: boolean): Promise<void>;
  rotate(name: string): Promise<string | null>;
  /** In a database until it has ended; through a backend it is asked for. */
  run(name: string): Promise<void>;
}

export interface AccessOptions {
  readonly data?: string;
  readonly server?: string;
  readonly tenant: string;
}

const answerMs = 30_000;
const madeSecret = z.object({ webhookSecret: z.string().nullable() });

function valueOf<T>(result: Result<T, AdminError>): T {
  if (result.ok) return result.value;
  throw new CommandError(result.error.message);
}

/** Of several parts a run asks for the next at once: no further than a run that a person waits for. */
const mostParts = 1_000;

function localAccess({ db, sealer }: Omit<AdminPorts, "nowMs">, tenant: string): ConnectorAccess {
  const scope = serviceScope(tenant, "headroom");
  const ports = (): AdminPorts => ({ db, sealer, nowMs: systemClock.now() });
  const known = (name: string, found: boolean): void => {
    if (!found) throw new CommandError(`there is no connector ${name}: see headroom connector list`);
  };
  return {
    list: () => connectorStatuses(ports(), scope),
    add: async (name, config, secret) => valueOf(await addConnector(ports(), scope, name, { config, secret, bounds: null })).webhookSecret,
    remove: async (name) => known(name, await dropConnector(ports(), scope, name)),
    pause: async (name, paused) => known(name, await pauseConnector(ports(), scope, name, paused)),
    rotate: async (name) => valueOf(await rotateSecret(ports(), scope, name)).webhookSecret,
    run: async (name) => {
      known(name, await askRun(ports(), scope, name));
      for (let part = 0; part < mostParts; part += 1) {
        const stored = await findConnector(db, scope, name);
        if (stored === null) return;
        const report = await runConnector(
          {
            ...systemRunPorts(),
            db,
            clock: systemClock,
            sealer,
            environment: process.env,
            pause: (ms) => sleep(ms),
            signal: new AbortController().signal,
          },
          scope,
          stored,
        );
        if (report === null) throw new CommandError(`${name} is being run by a backend just now`);
        const after = await findConnector(db, scope, name);
        if (report.fault !== null || after?.nextRunAt == null || after.nextRunAt.getTime() > systemClock.now()) return;
      }
    },
  };
}

function remoteAccess(server: string, token: string): ConnectorAccess {
  const base = new URL("v1/connectors/", server.endsWith("/") ? server : `${server}/`);
  const ask = async <S extends z.ZodType>(method: string, path: string, schema: S, body?: object): Promise<z.infer<S>> => {
    const answer = await fetch(new URL(path, base), {
      method,
      redirect: "error",
      signal: AbortSignal.timeout(answerMs),
      headers: { authorization: `Bearer ${token}`, ...(body === undefined ? {} : { "content-type": "application/json" }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    }).catch(() => {
      throw new CommandError(`${base.origin} does not answer: check --server and that the backend runs`);
    });
    const json: unknown = await answer.json().catch(() => null);
    const parsed = schema.safeParse(json);
    if (answer.ok && parsed.success) return parsed.data;
    const told = errorBody.safeParse(json);
    throw new CommandError(
      told.success ? told.data.error.message : `${base.origin} answers something else than a Headroom backend: check --server`,
    );
  };
  const done = z.object({ name: z.string() });
  return {
    list: () => ask("GET", "../connectors", connectorList),
    add: async (name, config, secret) =>
      (await ask("PUT", name, madeSecret, { config, ...(secret === null ? {} : { secret }) })).webhookSecret,
    remove: async (name) => void (await ask("DELETE", name, done)),
    pause: async (name, paused) => void (await ask("POST", `${name}/pause`, done, { paused })),
    rotate: async (name) => (await ask("POST", `${name}/rotate`, madeSecret)).webhookSecret,
    run: async (name) => void (await ask("POST", `${name}/run`, done)),
  };
}

/** Opens the database that the options and the environment name, or speaks to the backend at `--server` with the token in HEADROOM_TOKEN. */
export async function withConnectors(options: AccessOptions, work: (access: ConnectorAccess) => Promise<void>): Promise<void> {
  const { server, data, tenant } = options;
  if (server === undefined) {
    const target = storeTarget(data, process.env);
    return withStore(data, async ({ db }) => {
      const sealer = await openSecretSealer(process.env, "dataDir" in target ? target.dataDir : null);
      await work(localAccess({ db, sealer }, tenant));
    });
  }
  if (!URL.canParse(server) || !/^https?:/.test(server))
    throw new CommandError(`${server} is no address: give --server like https://headroom.example.com`);
  const { protocol, hostname } = new URL(server);
  if (protocol === "http:" && !isLoopbackHost(hostname))
    throw new CommandError(`${server} would carry the token in the clear: give --server with https://`);
  const token = process.env["HEADROOM_TOKEN"] ?? "";
  if (token === "") throw new CommandError("--server needs a token: put it into the environment as HEADROOM_TOKEN");
  await work(remoteAccess(server, token));
}

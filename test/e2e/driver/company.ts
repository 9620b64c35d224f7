import { mkdtemp, rm } from "node:fs/promises";
import { type IncomingMessage, type ServerResponse, createServer as createHttpServer, request as httpRequest } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import { readOidcSettings } from "../../../backend/auth/oidc-settings.ts";
import { createToken } from "../../../backend/auth/tokens.ts";
import { setDisabled } from "../../../backend/auth/users.ts";
import { createServer } from "../../../backend/server/create-server.ts";
import { serviceScope } from "../../../backend/storage/database.ts";
import { openBackendStore } from "../../../backend/storage/open-backend-store.ts";
import { systemClock } from "../../../shared/kernel/clock.ts";
import { seededRandom } from "../../../shared/kernel/random.ts";
import { type OidcTestProvider, startOidcProvider } from "../../support/oidc-provider.ts";

const tenant = "acme";
const otherTenant = "globex";

/** A push as it came to the backend's door: whose access token it carried, and what it said. */
export interface SeenPush {
  readonly subject: string;
  readonly body: string;
}

/** A company with a backend and an identity provider, both real and on loopback, and a door before the backend that the test holds. */
export interface Company {
  readonly url: string;
  readonly provider: OidcTestProvider;
  readonly pushes: readonly SeenPush[];
  /** How many access tokens of a user have come to the backend so far. */
  tokensSeen(subject: string): number;
  /** The next push is seen and answered 401, as by a backend that takes the token no more. `before` runs between. */
  refuseNextPush(before: () => void): void;
  /** A token of a user, as an administrator makes one. */
  token(userId: string, tenantId?: string): Promise<string>;
  setDisabled(userId: string, disabled: boolean): Promise<void>;
  /** Texts of the timeline, as the backend has them, sorted. */
  notes(): Promise<readonly string[]>;
  /** No connection gets through until `false`. */
  cutOff(isCut: boolean): void;
  close(): Promise<void>;
}

function user(id: string, role: string, name: string) {
  return { kind: "user" as const, id, fields: { name, email: `${id}@acme.example`, role, locale: "en", timeZone: "UTC" }, defaults: {} };
}

function account(id: string, ownerId: string, name: string) {
  return {
    kind: "account" as const,
    id,
    fields: { code: id.toUpperCase(), name, ownerId },
    defaults: {
      aliases: [],
      country: "CN",
      timeZone: "Asia/Shanghai",
      locale: "zh-CN",
      regions: ["cn-east"],
      scenario: "show_live",
      tier: "standard",
      lifecycle: "active",
      tags: [],
      summary: "",
    },
  };
}

function subjectOf(authorization: string | undefined): string {
  const payload = (authorization ?? "").split(".")[1];
  if (payload === undefined) return "no JWT";
  const claims: unknown = JSON.parse(Buffer.from(payload, "base64url").toString());
  return typeof claims === "object" && claims !== null && "sub" in claims ? String(claims.sub) : "no subject";
}

/** Passes requests on to the backend, and notes or refuses pushes. */
class Door {
  readonly pushes: SeenPush[] = [];
  readonly tokens = new Set<string>();
  isCut = false;
  refusal: (() => void) | null = null;
  readonly #port: number;
  readonly server = createHttpServer((request, response) => this.#pass(request, response));

  constructor(port: number) {
    this.#port = port;
  }

  #pass(request: IncomingMessage, response: ServerResponse): void {
    if (this.isCut) {
      request.socket.destroy();
      return;
    }
    const { method = "GET", url = "/", headers } = request;
    this.tokens.add(headers.authorization ?? "");
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      const body = Buffer.concat(parts);
      if (url.startsWith("/v1/sync/push")) {
        this.pushes.push({ subject: subjectOf(headers.authorization), body: body.toString() });
        const refusal = this.refusal;
        this.refusal = null;
        if (refusal !== null) {
          refusal();
          response.writeHead(401, { "content-type": "application/json" });
          response.end('{"error":{"code":"unauthorized","message":"the token has expired"}}');
          return;
        }
      }
      const onward = httpRequest({ host: "127.0.0.1", port: this.#port, method, path: url, headers }, (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      });
      onward.on("error", () => response.destroy());
      response.on("close", () => onward.destroy());
      onward.end(body);
    });
  }
}

/** Ann and Bo are customer-success managers with an account each; Guest can sign in, but is nobody's user here. */
export async function startCompany(): Promise<Company> {
  const provider = await startOidcProvider([
    { login: "ann", email: "ann@acme.example" },
    { login: "bo", email: "bo@acme.example" },
    { login: "guest", email: "guest@elsewhere.example" },
  ]);
  const dataDir = await mkdtemp(join(tmpdir(), "headroom-company-"));
  const store = await openBackendStore({ dataDir });
  await (
    await store.importStore(tenant)
  ).putRecords([
    user("ann", "csm", "Ann Lee"),
    user("bo", "csm", "Bo Chen"),
    user("lead", "lead", "Lea Dorn"),
    account("acc_ann", "ann", "Aurora Live"),
    account("acc_bo", "bo", "Borealis Chat"),
  ]);
  await (
    await store.importStore(otherTenant)
  ).putRecords([user("stranger", "admin", "Stran Ger"), account("acc_far", "stranger", "Far Away")]);
  const { issuer, clientId, audience, scope } = provider;
  const server = await createServer({
    db: store.db,
    clock: systemClock,
    random: seededRandom(11),
    oidc: readOidcSettings({ issuer, clientId, audience, scope, tenant }),
    development: { tenantId: tenant },
  });
  const door = new Door(await server.listen({ host: "127.0.0.1", port: 0 }));
  await new Promise<void>((listening) => door.server.listen(0, "127.0.0.1", () => listening()));
  const url = `http://127.0.0.1:${(door.server.address() as AddressInfo).port}`;
  const token = async (userId: string, tenantId = tenant): Promise<string> =>
    (await createToken(store.db, { tenantId, userId }, "test", 30, systemClock.now())).token;
  return {
    url,
    provider,
    pushes: door.pushes,
    tokensSeen: (subject) => [...door.tokens].filter((authorization) => subjectOf(authorization) === subject).length,
    refuseNextPush: (before) => {
      door.refusal = before;
    },
    token,
    setDisabled: async (userId, disabled) => {
      await setDisabled(store.db, { tenantId: tenant, userId }, disabled ? new Date(systemClock.now()) : null);
    },
    notes: async () => {
      // Asked of the database: the pages of a snapshot may be older.
      const { rows } = await store.db.withTenant(serviceScope(tenant, "test"), ({ db }) =>
        sql<{
          text: string;
        }>`select doc ->> 'text' as text from record where tenant_id = ${tenant} and kind = 'timeline' and not deleted`.execute(db),
      );
      return rows.map(({ text }) => text).toSorted();
    },
    cutOff: (isCut) => {
      door.isCut = isCut;
      if (isCut) door.server.closeAllConnections();
    },
    close: async () => {
      door.server.close();
      door.server.closeAllConnections();
      await server.close();
      await provider.close();
      await store.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

import type { Readable } from "node:stream";
import type { FastifyInstance } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import { z } from "zod";
import { idPattern } from "../../../shared/kernel/ids.ts";
import { connectorName } from "../../../shared/sync/connectors.ts";
import { errorBody } from "../../../shared/sync/protocol.ts";
import { ApiError } from "../../server/api-error.ts";
import type { ServerDeps } from "../../server/deps.ts";
import { deeperThan } from "../../server/limits.ts";
import { RateLimiter } from "../../server/rate-limiter.ts";
import { serviceScope } from "../../storage/database.ts";
import { isStorableText } from "../../storage/json-text.ts";
import { checkConnector, type WebhookConfig } from "../connector-config.ts";
import { findConnector } from "../connector-store.ts";
import { sealedPlace } from "../run-connector.ts";
import type { SecretSealer } from "../secret-sealer.ts";
import { acceptDelivery } from "./deliveries.ts";
import { checkDelivery, newWebhookSecret } from "./signature.ts";

export interface WebhookRoute {
  readonly sealer: SecretSealer | null;
  /** Something was delivered. */
  readonly poke: () => void;
}

/** The largest that any webhook takes. */
const mostBytes = 1_048_576;
/** A full queue is asked again after so long. */
const fullRetryS = 30;
const bodyTypes = ["application/json", "application/cloudevents+json", "text/plain"];

async function bytesOf(body: Readable, most: number): Promise<Buffer> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of body.iterator({ destroyOnReturn: false })) {
    length += (part as Buffer).length;
    if (length > most) {
      body.resume();
      throw new ApiError("too-large", `a delivery has at most ${most} bytes`);
    }
    parts.push(part as Buffer);
  }
  return Buffer.concat(parts);
}

/** The JSON of a delivery. Throws ApiError. */
function checkBody(body: Buffer, depth: number): void {
  let message: unknown;
  try {
    message = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(body));
  } catch {
    throw new ApiError("bad-request", "the body is no JSON in UTF-8");
  }
  if (typeof message !== "object" || message === null) throw new ApiError("bad-request", "the body is neither an object nor a list");
  if (deeperThan(message, depth)) throw new ApiError("bad-request", "the body is nested too deeply");
}

interface Found {
  readonly tenantId: string;
  readonly name: string;
  readonly config: WebhookConfig;
  readonly secrets: readonly string[];
}

/**
 * `POST /v1/ingest/webhooks/TENANT~NAME`: takes what a sender has signed. 200 means that it is in the database; the rows are stored soon after. A message that
 * was taken before is answered alike, whatever it says now.
 */
export function registerWebhook(app: FastifyInstance, { db, clock, limits }: ServerDeps, { sealer, poke }: WebhookRoute): void {
  const failures = limits.failedSignIns === null ? null : new RateLimiter(clock, limits.failedSignIns);
  // An unknown connector costs as much as a wrong signature, and is answered alike.
  const nobody = [newWebhookSecret()];

  const find = async (place: string): Promise<Found | null> => {
    const [tenantId = "", name = "", ...more] = place.split("~");
    if (!idPattern.test(tenantId) || !connectorName.safeParse(name).success || more.length > 0 || sealer === null) return null;
    const stored = await findConnector(db, serviceScope(tenantId, "webhook"), name);
    if (stored === null || stored.kind !== "webhook" || stored.secrets === null) return null;
    const config = checkConnector(stored.config);
    if (!config.ok || config.value.kind !== "webhook") return null;
    return { tenantId, name, config: config.value, secrets: sealer.open(stored.secrets, sealedPlace(tenantId, name)) };
  };

  void app.register((scoped, _options, registered) => {
    // The signature is of the bytes as they came.
    scoped.addContentTypeParser(bodyTypes, (_request, _payload, parsed) => parsed(null));
    scoped.withTypeProvider<ZodTypeProvider>().post(
      "/v1/ingest/webhooks/:connector",
      {
        config: { open: true },
        schema: {
          tags: ["webhooks"],
          summary: "Takes a signed delivery",
          description:
            "Signed as Standard Webhooks has it: headers webhook-id, webhook-timestamp (seconds) and webhook-signature (v1, HMAC-SHA256 of id.timestamp.body in base64). 200 = it is stored; the same id again is answered alike. 401 = not signed by a known secret within 5 minutes; 429 = too much waits: come again after Retry-After.",
          consumes: bodyTypes,
          security: [],
          params: z.object({ connector: z.string().max(200) }),
          response: { 200: z.object({ status: z.enum(["accepted", "repeated"]) }), "4xx": errorBody, "5xx": errorBody },
        },
      },
      async (request) => {
        const waitS = failures?.wait(request.ip) ?? 0;
        if (waitS > 0) throw new ApiError("too-many-requests", "too many deliveries that were not signed", waitS);
        const found = await find(request.params.connector);
        const body = await bytesOf(request.raw, found?.config.bodyBytes ?? mostBytes);
        const checked = checkDelivery(request.headers, body, found?.secrets ?? nobody, clock.now());
        if (found === null || !checked.ok) {
          failures?.take(request.ip);
          throw new ApiError("unauthorized", "the delivery is not signed by a known secret within five minutes");
        }
        checkBody(body, limits.jsonDepth);
        const { messageId } = checked.value;
        if (!isStorableText(messageId)) throw new ApiError("bad-request", "webhook-id is no text");
        const acceptance = await acceptDelivery(db, serviceScope(found.tenantId, "webhook"), found.name, {
          messageId,
          body,
          nowMs: clock.now(),
          most: found.config.queue,
        });
        poke();
        if (acceptance === "full") throw new ApiError("too-many-requests", "too much waits to be stored", fullRetryS);
        return { status: acceptance };
      },
    );
    registered();
  });
}

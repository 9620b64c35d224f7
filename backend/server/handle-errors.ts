import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { hasZodFastifySchemaValidationErrors } from "fastify-type-provider-zod";
import { errorCode, StorageError } from "../storage/storage-error.ts";
import { ApiError } from "./api-error.ts";

const clientErrors: Readonly<Record<number, ConstructorParameters<typeof ApiError>[0]>> = {
  404: "not-found",
  413: "too-large",
  429: "too-many-requests",
  503: "unavailable",
};

function describe(error: unknown): ApiError {
  if (error instanceof ApiError) return error;
  if (error instanceof StorageError) return new ApiError("unavailable", error.message, 5);
  if (hasZodFastifySchemaValidationErrors(error)) {
    // The place of the fault, never the value: it may be customer text.
    const first = error.validation[0];
    return new ApiError(
      "bad-request",
      `${error.validationContext ?? "request"}${first?.instancePath ?? ""}: ${first?.keyword ?? "invalid"}`,
    );
  }
  const { statusCode = 500, code } = error as Partial<FastifyError>;
  if (statusCode >= 400 && statusCode < 500) return new ApiError(clientErrors[statusCode] ?? "bad-request", code ?? "bad request");
  if (statusCode === 503) return new ApiError("unavailable", "the request took too long", 5);
  return new ApiError("internal", "internal error");
}

/** Where a bug is, without its message: a database error quotes values. */
function frames(error: unknown): readonly string[] {
  return error instanceof Error
    ? (error.stack ?? "")
        .split("\n")
        .filter((line) => line.startsWith("    at "))
        .slice(0, 12)
    : [];
}

export function handleErrors(app: FastifyInstance): void {
  app.setErrorHandler((error: unknown, request: FastifyRequest, reply: FastifyReply) => {
    const answer = describe(error);
    if (answer.status >= 500) {
      const name = error instanceof Error ? error.name : typeof error;
      request.log.error({ fault: { name, code: errorCode(error), frames: frames(error) } }, "request failed");
    }
    if (answer.retryAfterS !== undefined) reply.header("retry-after", String(answer.retryAfterS));
    return reply.status(answer.status).send(answer.body);
  });
  app.setNotFoundHandler((_request, reply) => {
    const answer = new ApiError("not-found", "there is no such route");
    return reply.status(answer.status).send(answer.body);
  });
}

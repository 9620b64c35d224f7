import type { SwaggerTransform } from "@fastify/swagger";
import { z } from "zod";

/** Name of the one recursive schema there is: any JSON value. */
const jsonValue = "Json";

export const components = {
  schemas: { [jsonValue]: { description: "Any JSON value." } },
  securitySchemes: { bearer: { type: "http", scheme: "bearer" } },
} as const;

function toJsonSchema(schema: unknown, io: "input" | "output"): unknown {
  if (!(schema instanceof z.ZodType)) return schema;
  const { $schema: _dialect, $defs: _definitions, ...json } = z.toJSONSchema(schema, { io, unrepresentable: "any" });
  return JSON.parse(JSON.stringify(json).replaceAll(/"#\/\$defs\/[^"]+"/g, JSON.stringify(`#/components/schemas/${jsonValue}`)));
}

/** The routes' zod schemas as OpenAPI 3.1, which speaks JSON Schema. */
export const transformRoute: SwaggerTransform = ({ schema, url }) => {
  if (schema === undefined) return { schema, url };
  const { body, querystring, params, response, ...rest } = schema;
  const answers = Object.entries((response ?? {}) as Record<string, unknown>).map(([status, answer]) => [
    status,
    toJsonSchema(answer, "output"),
  ]);
  return {
    url,
    schema: {
      ...rest,
      ...(body === undefined ? {} : { body: toJsonSchema(body, "input") }),
      ...(querystring === undefined ? {} : { querystring: toJsonSchema(querystring, "input") }),
      ...(params === undefined ? {} : { params: toJsonSchema(params, "input") }),
      ...(response === undefined ? {} : { response: Object.fromEntries(answers) }),
    },
  };
};

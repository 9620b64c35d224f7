import type { FastifyInstance, FastifyRequest } from "fastify";
import type { BackendMetrics } from "./backend-metrics.ts";

/** Lasts as long as a laptop listens, which says nothing about how fast it was answered. */
const lasting = "/v1/sync/events";
/** Anybody can ask for anything: what has no route is one row, whatever was asked. */
const unknownRoute = "none";

function routeOf({ routeOptions }: FastifyRequest): string {
  return routeOptions.url ?? unknownRoute;
}

/** Has every request of the server counted by the pattern of its route. */
export function measureRequests(app: FastifyInstance, metrics: BackendMetrics): void {
  const underWay = new WeakSet<FastifyRequest>();
  const ended = (request: FastifyRequest): void => {
    if (underWay.delete(request)) metrics.requestsInFlight(-1);
  };
  app.addHook("onRequest", (request, _reply, done) => {
    if (routeOf(request) !== lasting) {
      underWay.add(request);
      metrics.requestsInFlight(1);
    }
    done();
  });
  app.addHook("onRequestAbort", (request, done) => {
    ended(request);
    done();
  });
  app.addHook("onResponse", (request, reply, done) => {
    ended(request);
    const route = routeOf(request);
    if (route !== lasting || reply.statusCode >= 400)
      metrics.answered({ method: request.method, route, status: reply.statusCode, seconds: reply.elapsedTime / 1000 });
    done();
  });
}

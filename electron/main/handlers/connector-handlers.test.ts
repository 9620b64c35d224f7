import { expect, it } from "vitest";
import { profileHeader } from "../../../shared/bridge/profile-header.ts";
import { connectorHandlers } from "./connector-handlers.ts";

function handlers(answer: Response) {
  const asked: (readonly [method: string, url: string, profile: string | null])[] = [];
  const made = connectorHandlers(async (request) => {
    asked.push([request.method, request.url, request.headers.get(profileHeader)]);
    return answer;
  });
  return { made, asked };
}

it("asks the backend for the connectors in the name of the profile", async () => {
  const list = { asOf: "2026-11-22T08:00:00.000Z", connectors: [] };
  const { made, asked } = handlers(Response.json(list));
  expect(await made["connectors.list"]({ profile: "p1" })).toEqual({ ok: true, value: list });
  expect(asked).toEqual([["GET", "app://console/desktop/connectors", "p1"]]);
});

it("passes on why the backend refuses, and tells what is no answer from a connection that is gone", async () => {
  const forbidden = { error: { code: "forbidden", message: "only admin and lead may do this" } };
  const refused = handlers(Response.json(forbidden, { status: 403 }));
  expect(await refused.made["connectors.run"]({ profile: "p1", name: "prom" })).toEqual({ ok: false, error: forbidden.error });
  expect(refused.asked).toEqual([["POST", "app://console/desktop/connectors/prom/run", "p1"]]);
  const older = handlers(Response.json({ connectors: "?" }));
  expect(await older.made["connectors.list"]({ profile: "p1" })).toMatchObject({ ok: false, error: { code: "unavailable" } });
  const page = handlers(new Response("<html>", { status: 502 }));
  expect(await page.made["connectors.list"]({ profile: "p1" })).toMatchObject({ ok: false, error: { code: "unavailable" } });
});

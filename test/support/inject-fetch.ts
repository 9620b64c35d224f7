import type { BackendServer } from "../../backend/server/create-server.ts";
import type { Fetch } from "../../renderer/sync/sync-requests.ts";

/** A laptop's way to a server that does not listen, with the token that the desktop would add. `server` is asked at every request. */
export function injectFetch(server: () => BackendServer, token: string): Fetch {
  return async (path, init) => {
    const answer = await server().app.inject({
      method: init.method === "POST" ? "POST" : "GET",
      url: path.replace("/api/", "/v1/"),
      headers: { authorization: `Bearer ${token}`, ...(init.body === undefined ? {} : { "content-type": "application/json" }) },
      ...(typeof init.body === "string" ? { payload: init.body } : {}),
    });
    const contentType = answer.headers["content-type"] ?? "";
    return new Response(new Uint8Array(answer.rawPayload), { status: answer.statusCode, headers: { "content-type": contentType } });
  };
}

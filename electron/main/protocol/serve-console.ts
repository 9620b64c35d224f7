import { isConsoleUrl } from "../security/console-origin.ts";
import { securityHeaders, serveStaticFile } from "./static-files.ts";

/** Everything below `app://console/`: the window's own files, and the backend below `/api/`. Other hosts of the scheme do not exist. */
export function serveConsole(root: string, serveApi: (request: Request) => Promise<Response>): (request: Request) => Promise<Response> {
  return async (request) => {
    if (!isConsoleUrl(request.url)) return new Response(null, { status: 404, headers: securityHeaders });
    const { pathname } = new URL(request.url);
    return pathname.startsWith("/api/") ? await serveApi(request) : await serveStaticFile(root, request.method, pathname);
  };
}

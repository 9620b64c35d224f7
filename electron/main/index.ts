import { app, protocol } from "electron";
import { resolve } from "node:path";
import { parseCommandLine } from "./command-line.ts";
import { startDesktop } from "./desktop.ts";
import { consoleScheme } from "./security/console-origin.ts";

// Must come before the app is ready, and before anything waits.
protocol.registerSchemesAsPrivileged([
  { scheme: consoleScheme, privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true, codeCache: true } },
]);
app.enableSandbox();

const own = process.argv.slice(process.defaultApp ? 2 : 1);
const parsed = parseCommandLine(own, process.cwd(), process.env);
// Children of this process have no use for it.
delete process.env["HEADROOM_TOKEN"];
if (!parsed.ok) {
  process.stderr.write(`headroom: ${parsed.error.message}\n`);
  app.exit(2);
} else {
  const { userData, shot } = parsed.value;
  // Pictures are taken on a profile of their own, so that a running console is neither disturbed nor shown.
  const folder = userData ?? (shot === null ? null : `${app.getPath("userData")}-shots`);
  if (folder !== null) app.setPath("userData", resolve(folder));
  if (app.requestSingleInstanceLock()) startDesktop(parsed.value);
  else {
    process.stderr.write("headroom: already running on this profile; its window has been brought forward\n");
    app.exit(0);
  }
}

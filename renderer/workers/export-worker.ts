import "../data/zod-without-eval.ts";
import type { ToExport } from "../data/review/export-messages.ts";
import { ExportHost } from "./export-host.ts";

const host = new ExportHost((message) => self.postMessage(message));
self.addEventListener("message", (event: MessageEvent<ToExport>) => host.handle(event.data));

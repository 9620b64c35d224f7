import type { Bench } from "./bench.ts";
import { measureEmbedded } from "./server-load.ts";

/** `server-load` on PGlite: far beyond what a folder of one's own is for, and it must lose nothing all the same. */
export const bench: Bench = { name: "server-load-embedded", run: measureEmbedded };

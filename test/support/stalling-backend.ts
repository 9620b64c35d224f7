import { PGlite } from "@electric-sql/pglite";

/**
 * Loaded before the embedded backend (`node --import`): a message `{type: "stall", how}` makes it stand still, in a query that takes for ever or in a
 * loop of its own. It says so right before.
 */
let database: PGlite | null = null;
function keep(opened: PGlite): void {
  database = opened;
}

const real = PGlite.prototype.query;
PGlite.prototype.query = function query(this: PGlite, ...args: Parameters<typeof real>) {
  keep(this);
  return real.apply(this, args);
} as typeof real;

process.on("message", (message: unknown) => {
  if (typeof message !== "object" || message === null || !("type" in message) || message.type !== "stall" || !("how" in message)) return;
  const { how } = message;
  process.send?.({ type: "stalling" }, () => {
    if (how === "query") void database?.query("select count(*) from generate_series(1, 1000000000000)");
    else for (;;);
  });
});

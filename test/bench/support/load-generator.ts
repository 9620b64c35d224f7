import { setTimeout as wait } from "node:timers/promises";
import { kindNames } from "../../../shared/domain/kinds.ts";
import { seededRandom } from "../../../shared/kernel/random.ts";
import { PageReader } from "../../../shared/sync/columnar.ts";
import { hello, pullAnswer, snapshotMeta } from "../../../shared/sync/protocol.ts";
import { LoadClient, type LoadBook } from "./load-client.ts";
import type { LoadPlan, LoadResult } from "./load-plan.ts";

/** The load of `server-load`, in a process of its own: takes a plan from its parent, carries it out, reads everything back, tells the result. */
const pollEveryMs = 30_000;
const aloneRequests = 100;
const aloneLaptops = 3;

type Doc = Readonly<Record<string, unknown>>;

function newBook(): LoadBook {
  return { timesMs: { hello: [], poll: [], poked: [], push: [], "catch-up": [] }, errors: {}, pokes: 0 };
}

/** Every record as the reader's laptop would hold it: pages, and the tail after the oldest of them. */
async function readBook(plan: LoadPlan): Promise<ReadonlyMap<string, Doc>> {
  const ask = async (path: string): Promise<Response> => {
    const answer = await fetch(`${plan.origin}/v1/sync/${path}`, { headers: { authorization: `Bearer ${plan.reader}` } });
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}`);
    return answer;
  };
  const book = new Map<string, Doc>();
  const { epoch, scopeVersion } = hello.parse(await (await ask("hello?clientId=reader")).json());
  let seq = Number.MAX_SAFE_INTEGER;
  for (const kind of kindNames) {
    for (let after: string | null = ""; after !== null;) {
      const page: PageReader = new PageReader(new Uint8Array(await (await ask(`snapshot?kind=${kind}&after=${after}`)).arrayBuffer()));
      for (let row = 0; row < page.rows; row += 1) book.set(`${kind} ${String(page.doc(row)["id"])}`, page.doc(row));
      const meta = snapshotMeta.parse(page.meta);
      seq = Math.min(seq, meta.asOf);
      after = meta.next;
    }
  }
  for (let whole = false; !whole;) {
    const path = `pull?clientId=reader&epoch=${epoch}&seq=${seq}&scopeVersion=${scopeVersion}&limit=2000`;
    const answer = pullAnswer.parse(await (await ask(path)).json());
    if (answer.status !== "changes") throw new Error(answer.reason);
    for (const change of answer.changes) {
      if (change.op === "put") book.set(`${change.kind} ${change.id}`, change.doc);
      else book.delete(`${change.kind} ${change.id}`);
    }
    seq = answer.seq;
    whole = answer.seq === answer.head;
  }
  return book;
}

/** Marks of every edit by how often they are found: as the value of a field, or as the value that gave way in a conflict. */
async function readBack(plan: LoadPlan): Promise<Pick<LoadResult, "lost" | "doubled" | "conflicts">> {
  const found = new Map<string, number>();
  const see = (text: unknown): void => {
    const mark = typeof text === "string" ? /^back\d+-\d+/.exec(text)?.[0] : undefined;
    if (mark !== undefined) found.set(mark, (found.get(mark) ?? 0) + 1);
  };
  const book = await readBook(plan);
  let conflicts = 0;
  for (const [key, doc] of book) {
    const kind = key.slice(0, key.indexOf(" "));
    if (kind === "conflict") conflicts += 1;
    see(kind === "contact" ? doc["title"] : kind === "timeline" ? doc["text"] : kind === "conflict" ? doc["lost"] : null);
  }
  const marks = plan.returning.flatMap(({ clientId, edits }) => edits.map((_, at) => `${clientId}-${at}`));
  const lost = marks.filter((mark) => !found.has(mark)).length;
  let doubled = [...found.values()].filter((times) => times > 1).length;
  for (const client of plan.returning) {
    const own = new LoadClient(plan.origin, client, newBook());
    if ((await own.hello())?.lastMutationId !== client.edits.length) doubled += 1;
    own.close();
  }
  return { lost, doubled, conflicts };
}

/** The last of the returning laptops come when everything else is quiet: what they ask is timed one after the other. */
async function alone(plan: LoadPlan, laptops: LoadPlan["returning"]): Promise<readonly number[]> {
  const book = newBook();
  const [poller] = plan.polling;
  if (poller === undefined) throw new Error("nobody polls");
  const client = new LoadClient(plan.origin, poller, book);
  await client.hello();
  for (let i = 0; i < aloneRequests; i += 1) await client.pull("poll");
  client.close();
  for (const laptop of laptops) {
    const own = new LoadClient(plan.origin, laptop, book);
    await own.hello();
    await own.push();
    await own.pull("catch-up");
    own.close();
  }
  return Object.values(book.timesMs).flat();
}

async function run(plan: LoadPlan): Promise<LoadResult> {
  const random = seededRandom(11);
  const book = newBook();
  const polling = plan.polling.map((client) => new LoadClient(plan.origin, client, book));
  for (const client of polling) {
    await client.hello();
    client.listen();
  }
  book.timesMs.hello = [];
  const early = plan.returning.slice(0, -aloneLaptops);
  const endMs = performance.now() + plan.seconds * 1000;
  const poll = async (client: LoadClient): Promise<void> => {
    await wait(random() * pollEveryMs);
    while (performance.now() < endMs) {
      await client.pull("poll");
      await wait(pollEveryMs);
    }
  };
  const comeBack = async (client: LoadClient): Promise<void> => {
    // Not into the last seconds: what they bring must have been heard before the run ends.
    await wait(random() * (plan.seconds - 5) * 1000);
    await client.hello();
    await client.push();
    await client.pull("catch-up");
    client.close();
  };
  await Promise.all([...polling.map(poll), ...early.map((client) => comeBack(new LoadClient(plan.origin, client, book)))]);
  for (const client of polling) client.close();
  const { timesMs, pokes, errors } = book;
  const aloneMs = await alone(plan, plan.returning.slice(-aloneLaptops));
  return { timesMs, pokes, errors, aloneMs, ...(await readBack(plan)) };
}

process.once("message", (plan: LoadPlan) => {
  run(plan).then(
    (result) => process.send?.(result, () => process.exit(0)),
    (error: unknown) => {
      process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
      process.exit(1);
    },
  );
});

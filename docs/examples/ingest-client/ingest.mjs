// Sends files to the ingest API of Headroom: Node 20 or newer, nothing to install.
//   HEADROOM_TOKEN=… node ingest.mjs https://headroom.example.com mapping.json usage usage.ndjson [incidents incidents.csv …]
// It may be started again at any time: what is stored already is counted as unchanged.
import { createReadStream } from "node:fs";
import { readFile } from "node:fs/promises";
import { basename, extname } from "node:path";
import { createGzip } from "node:zlib";

const [server, mappingFile, ...pairs] = process.argv.slice(2);
const token = process.env.HEADROOM_TOKEN;
if (!server || !mappingFile || pairs.length === 0 || pairs.length % 2 !== 0 || !token) {
  process.stderr.write("HEADROOM_TOKEN=… node ingest.mjs SERVER MAPPING.json TARGET FILE [TARGET FILE …]\n");
  process.exit(2);
}
const types = { ".csv": "text/csv", ".ndjson": "application/x-ndjson", ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" };
const mapping = basename(mappingFile, ".json")
  .toLowerCase()
  .replaceAll(/[^a-z0-9-]+/g, "-");

/** Asks until it is answered: 429 and 503 say when to come again, and a lost answer is asked for anew. */
async function ask(path, makeRequest) {
  for (let attempt = 1; ; attempt += 1) {
    const answer = await fetch(new URL(path, server), makeRequest()).catch((error) => ({ status: 0, error }));
    if (answer.status !== 0 && answer.status !== 429 && answer.status !== 503) return answer;
    if (attempt === 8) throw answer.error ?? new Error(`still ${answer.status} after ${attempt} attempts`);
    const waitS = Number(answer.headers?.get("retry-after") ?? 0) || 2 ** (attempt - 1);
    await new Promise((resolve) => setTimeout(resolve, Math.min(waitS, 60) * 1000));
  }
}

const headers = { authorization: `Bearer ${token}` };
const text = await readFile(mappingFile, "utf8");
const put = await ask(`/v1/ingest/mappings/${mapping}`, () => ({ method: "PUT", headers: { ...headers, "content-type": "application/json" }, body: text }));
if (!put.ok) {
  process.stderr.write(`mapping: ${(await put.json()).error.message}\n`);
  process.exit(1);
}

let failed = false;
for (let i = 0; i < pairs.length; i += 2) {
  const [target, file] = [pairs[i], pairs[i + 1]];
  const query = new URLSearchParams({ mapping, file: basename(file) });
  const answer = await ask(`/v1/ingest/${target}?${query}`, () => ({
    method: "POST",
    headers: { ...headers, "content-type": types[extname(file)] ?? "text/csv", "content-encoding": "gzip" },
    body: createReadStream(file).pipe(createGzip()),
    duplex: "half",
  }));
  const told = await answer.json();
  if (answer.status !== 200 && answer.status !== 422) {
    process.stderr.write(`${file}: ${told.error.message}\n`);
    process.exit(1);
  }
  const { read, stored: kept, unchanged, dropped } = told.total;
  process.stdout.write(`${file}: read ${read}, stored ${kept}, unchanged ${unchanged}, dropped ${dropped.total}\n`);
  for (const fault of told.firstFaults) process.stderr.write(`${fault.file}:${fault.line} ${fault.reason}: ${fault.message}\n`);
  for (const { error } of told.files) {
    if (error === null) continue;
    process.stderr.write(`${file}: ${error}\n`);
    failed = true;
  }
}
process.exit(failed ? 1 : 0);

// Sends one signed delivery, as Standard Webhooks has it: Node 20 or newer, nothing to install.
//   HEADROOM_WEBHOOK_SECRET=whsec_… node send-webhook.mjs https://headroom.example.com/v1/ingest/webhooks/acme~pager message.json [ID]
import { createHmac, randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";

const [url, file, id = `msg_${randomUUID()}`] = process.argv.slice(2);
const key = Buffer.from((process.env.HEADROOM_WEBHOOK_SECRET ?? "").replace(/^whsec_/, ""), "base64");
const body = await readFile(file);
const timestamp = String(Math.floor(Date.now() / 1000));
const signature = createHmac("sha256", key).update(`${id}.${timestamp}.`).update(body).digest("base64");
const answer = await fetch(url, {
  method: "POST",
  headers: {
    "content-type": "application/json",
    "webhook-id": id,
    "webhook-timestamp": timestamp,
    "webhook-signature": `v1,${signature}`,
  },
  body,
});
// 200: it is stored. 429 and 503: come again after Retry-After, with the same id. Anything else will not get better by itself.
process.stdout.write(`${answer.status} ${await answer.text()}\n`);
process.exit(answer.ok ? 0 : 1);

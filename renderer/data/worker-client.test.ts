import { expect, it } from "vitest";
import { createWorkerDataClient } from "./worker-client.ts";

it("is settled when every edit has been answered and whoever made it has heard so", async () => {
  const sent: { readonly type: string; readonly id?: number }[] = [];
  const port = Object.assign(new EventTarget(), { postMessage: (message: { readonly type: string }) => sent.push(message) });
  const client = createWorkerDataClient({
    port: port as unknown as Worker,
    profile: "demo-desk",
    vault: { copy: [], edits: [], mark: null },
    desktop: () => Promise.reject(new Error("nothing is asked")),
    onSuperseded: () => undefined,
  });
  const order: string[] = [];
  const note = client.edit([{ op: "delete", kind: "task", id: "task_1" }]).then(async () => {
    await Promise.resolve();
    order.push("heard");
  });
  const settled = client.settled().then(() => order.push("settled"));
  const { id } = sent.find(({ type }) => type === "edit") ?? {};
  port.dispatchEvent(new MessageEvent("message", { data: { type: "answer", id, value: { ok: true, value: undefined } } }));
  await Promise.all([note, settled]);
  expect(order).toEqual(["heard", "settled"]);
});

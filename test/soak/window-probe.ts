import type { CDPSession, Page } from "@playwright/test";
import { z } from "zod";

/** What the window holds after its rubbish has been collected. MB = 10^6 bytes. */
export interface WindowSample {
  /** JavaScript of the page, with what its objects hold outside the heap. */
  readonly windowMb: number;
  /** The same of its workers together. */
  readonly workersMb: number;
  readonly domNodes: number;
  readonly listeners: number;
}

const usage = z.object({ usedSize: z.number(), embedderHeapUsedSize: z.number().default(0), backingStorageSize: z.number().default(0) });
const reply = z.object({ id: z.number().optional(), result: z.unknown().optional() });

function megabytes(heap: z.infer<typeof usage>): number {
  return (heap.usedSize + heap.embedderHeapUsedSize + heap.backingStorageSize) / 1e6;
}

/** Reads memory through the debugger, which can collect rubbish first. */
export class WindowProbe {
  readonly #session: CDPSession;
  readonly #workers = new Set<string>();
  readonly #waiting = new Map<number, (result: unknown) => void>();
  #lastId = 0;

  private constructor(session: CDPSession) {
    this.#session = session;
  }

  static async of(page: Page): Promise<WindowProbe> {
    const session = await page.context().newCDPSession(page);
    const probe = new WindowProbe(session);
    session.on("Target.attachedToTarget", ({ sessionId, targetInfo }) => {
      if (targetInfo.type === "worker") probe.#workers.add(sessionId);
    });
    session.on("Target.detachedFromTarget", ({ sessionId }) => probe.#workers.delete(sessionId));
    session.on("Target.receivedMessageFromTarget", ({ message }) => {
      const { id, result } = reply.parse(JSON.parse(message));
      if (id === undefined) return;
      probe.#waiting.get(id)?.(result);
      probe.#waiting.delete(id);
    });
    // Workers answer over the page's own session: a driver gives out none of theirs.
    await session.send("Target.setAutoAttach", { autoAttach: true, waitForDebuggerOnStart: false, flatten: false });
    return probe;
  }

  async #ask(sessionId: string, method: string): Promise<unknown> {
    this.#lastId += 1;
    const id = this.#lastId;
    const answered = new Promise((resolve) => this.#waiting.set(id, resolve));
    await this.#session.send("Target.sendMessageToTarget", { sessionId, message: JSON.stringify({ id, method }) });
    return answered;
  }

  async sample(): Promise<WindowSample> {
    // What a first collection frees lets a second one free more: finalizers, weak maps.
    for (let pass = 0; pass < 2; pass += 1) {
      await this.#session.send("HeapProfiler.collectGarbage");
      for (const worker of this.#workers) await this.#ask(worker, "HeapProfiler.collectGarbage");
    }
    let workersMb = 0;
    for (const worker of this.#workers) workersMb += megabytes(usage.parse(await this.#ask(worker, "Runtime.getHeapUsage")));
    const dom = await this.#session.send("Memory.getDOMCounters");
    return {
      windowMb: megabytes(usage.parse(await this.#session.send("Runtime.getHeapUsage"))),
      workersMb,
      domNodes: dom.nodes,
      listeners: dom.jsEventListeners,
    };
  }
}

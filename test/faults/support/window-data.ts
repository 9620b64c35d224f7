import type { CDPSession, Page } from "@playwright/test";
import type { Edit, EditError, SyncStatus } from "../../../renderer/data/data-client.ts";
import type { QueryArgs, QueryName, QueryResult } from "../../../renderer/data/query-map.ts";
import type { FromWorker } from "../../../renderer/data/worker-messages.ts";
import type { Result } from "../../../shared/kernel/result.ts";

interface Handle {
  readonly ask: (message: Readonly<Record<string, unknown>>) => Promise<unknown>;
  status: SyncStatus | null;
  /** Phases that the worker has been in since somebody last asked it to forget them: one may pass between two looks. */
  readonly phases: Set<SyncStatus["phase"]>;
}

declare global {
  interface Window {
    /** Put there by the fault tests: speaks with the window's own data worker. */
    faultsData?: Handle;
  }
}

/** Speaks with the data worker of a window in the window's own words, beside the window's own client. */
export class WindowData {
  readonly page: Page;

  private constructor(page: Page) {
    this.page = page;
  }

  /** Waits until the window has its data worker. */
  static async of(page: Page): Promise<WindowData> {
    const session = await page.context().newCDPSession(page);
    const window = new WindowData(page);
    while (!(await window.#connects(session))) {
      // A window that puts a damaged store aside is loaded anew.
    }
    await session.detach();
    return window;
  }

  /** Whether the window has a data worker by now, and that one its store. */
  async #connects(session: CDPSession): Promise<boolean> {
    try {
      // The window keeps its worker to itself; the debugger knows every object of a class.
      const { result } = await session.send("Runtime.evaluate", { expression: "Worker.prototype" });
      const { objects } = await session.send("Runtime.queryObjects", { prototypeObjectId: result.objectId ?? "" });
      const { result: found } = await session.send("Runtime.callFunctionOn", {
        objectId: objects.objectId ?? "",
        functionDeclaration: `function () { return (${connect.toString()})(this); }`,
        awaitPromise: true,
        returnByValue: true,
      });
      return found.value === true && (await this.status()).storeFault !== "lost";
    } catch (error) {
      if (this.page.isClosed()) throw error;
      return false;
    }
  }

  query<N extends QueryName>(name: N, args: QueryArgs<N>): Promise<QueryResult<N>> {
    return this.#ask({ type: "query", name, args }) as Promise<QueryResult<N>>;
  }

  /** Resolves when the edit is durable on the laptop, or says why not. */
  edit(edits: readonly Edit[]): Promise<Result<undefined, EditError>> {
    return this.#ask({ type: "edit", edits }) as Promise<Result<undefined, EditError>>;
  }

  /** The state of synchronisation, as the worker says it now. */
  async status(): Promise<SyncStatus> {
    // An edit of nothing changes nothing and makes the worker say how things are.
    await this.edit([]);
    const status = await this.page.evaluate(() => window.faultsData?.status ?? null);
    if (status === null) throw new Error("the data worker has not said how things are");
    return status;
  }

  /** Whether the worker has been in this phase since it was last told to forget. */
  async hasBeen(phase: SyncStatus["phase"]): Promise<boolean> {
    await this.edit([]);
    return this.page.evaluate((wanted) => window.faultsData?.phases.has(wanted) ?? false, phase);
  }

  async forgetPhases(): Promise<void> {
    await this.page.evaluate(() => window.faultsData?.phases.clear());
  }

  /** The user presses "Synchronise now". */
  async syncNow(): Promise<void> {
    await this.page.evaluate(() => void window.faultsData?.ask({ type: "sync-now" }));
  }

  #ask(message: Readonly<Record<string, unknown>>): Promise<unknown> {
    return this.page.evaluate((told) => window.faultsData?.ask(told), message);
  }
}

/** Runs in the window: finds the worker that answers and stays connected to it. Answers whether there is one. */
async function connect(workers: readonly Worker[]): Promise<boolean> {
  const patienceMs = 2_000;
  let lastId = 1_000_000_000;
  const attach = (worker: Worker): Handle => {
    const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
    const handle: Handle = {
      status: null,
      phases: new Set(),
      ask: (message) =>
        new Promise((resolve, reject) => {
          lastId += 1;
          waiting.set(lastId, { resolve, reject });
          worker.postMessage({ ...message, id: lastId });
        }),
    };
    worker.addEventListener("message", ({ data }: MessageEvent<FromWorker>) => {
      if (data.type === "status") {
        handle.status = data.status;
        handle.phases.add(data.status.phase);
      }
      if (data.type !== "answer" && data.type !== "answer-error") return;
      const one = waiting.get(data.id);
      waiting.delete(data.id);
      if (data.type === "answer") one?.resolve(data.value);
      else one?.reject(new Error(data.message));
    });
    return handle;
  };
  const handles = workers.map(attach);
  const answered = handles.map(async (handle) => {
    await handle.ask({ type: "edit", edits: [] });
    return handle;
  });
  const first = await Promise.race([...answered, new Promise<null>((resolve) => setTimeout(resolve, patienceMs, null))]);
  if (first !== null) window.faultsData = first;
  return first !== null;
}

import { useEffect, useRef } from "react";
import type { MessageState } from "../../../shared/bridge/messages.ts";
import type { RecordOf } from "../../../shared/domain/kinds.ts";
import { useDataClient } from "../data-client-provider.tsx";
import { useDrafts } from "../drafts/drafts-context.ts";
import { useSyncStatus } from "../hooks.ts";
import { noteOutcome } from "../outreach-edits.ts";
import { handingOver, usePost } from "./post-context.ts";

/**
 * Notes on the records what the desktop tells of their messages: sent, failed, unsure. Only in the leading window, so that it is noted once; what is
 * noted as sent the desktop may forget. `line` makes the timeline's words.
 */
export function useMessageNotes(line: (record: RecordOf<"outreach">) => string): void {
  const client = useDataClient();
  const post = usePost();
  const drafts = useDrafts();
  const { leader, user, lastSyncMs } = useSyncStatus();
  const words = useRef(line);
  useEffect(() => {
    words.current = line;
  });
  /** Messages whose records are not here yet, or whose end could not be noted: looked for again after a pull. */
  const missed = useRef(new Map<string, MessageState>());
  const again = useRef<(state: MessageState) => void>(() => undefined);
  useEffect(() => {
    const states = [...missed.current.values()];
    missed.current.clear();
    states.forEach(again.current);
  }, [lastSyncMs]);
  const ready = leader && user !== null && lastSyncMs !== null;
  useEffect(() => {
    if (!ready) return undefined;
    let gone = false;
    let last: Promise<void> = Promise.resolve();
    const note = async (state: MessageState): Promise<void> => {
      if (gone || state.state === "waiting" || state.state === "sending") return;
      const record = await client.query("outreachRecord", { id: state.outreachId });
      if (record === null) {
        missed.current.set(state.sendId, state);
        return;
      }
      const noted = noteOutcome(record, { state: state.state, atMs: state.atMs, fault: state.fault }, words.current(record));
      const done = noted === null || (await client.edit(noted.edits)).ok;
      if (!done) missed.current.set(state.sendId, state);
      else if (state.state === "sent") await post.settle(state.sendId, "forget");
    };
    /** The window ended between the click and the desktop's word: nothing went, and nothing goes by itself. */
    const noteInterrupted = async (name: string, all: readonly MessageState[]): Promise<void> => {
      const id = name.slice(handingOver.length);
      const record = await client.query("outreachRecord", { id });
      if (record?.state === "queued" && !all.some((one) => one.outreachId === id)) {
        const noted = noteOutcome(record, { state: "failed", atMs: Date.now(), fault: "interrupted" }, "");
        if (noted !== null && !(await client.edit(noted.edits)).ok) return;
      }
      drafts.set(name, null);
    };
    // One after the other: two answers about one message must not both find it queued.
    const queue = (state: MessageState): void => {
      last = last
        .then(() => note(state))
        .catch((error: unknown) => {
          missed.current.set(state.sendId, state);
          reportError(error);
        });
    };
    again.current = queue;
    const stop = post.onMessage(queue);
    void post.list().then(async (all) => {
      if (all === null) return;
      all.forEach(queue);
      await last;
      for (const name of drafts.names(handingOver)) await noteInterrupted(name, all);
    });
    return () => {
      gone = true;
      stop();
    };
  }, [ready, client, post, drafts]);
}

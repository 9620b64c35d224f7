import { useMemo } from "react";
import { useEdit } from "../../data/hooks.ts";
import { type AnswerFields, cancelMessage, noteOutcome, queueAgain, recordAnswer } from "../../data/outreach-edits.ts";
import { usePost } from "../../data/outreach/post-context.ts";
import { useUndoableEdit } from "../../data/use-undoable-edit.ts";
import type { OutreachRow } from "../../data/queries/outreach-rows.ts";
import { useNavigate } from "../../ui/navigation.ts";
import { useText } from "../../ui/text.ts";
import { useToast } from "../../ui/toast.tsx";

export interface MessageActions {
  readonly openPeak: (row: OutreachRow) => void;
  readonly answer: (row: OutreachRow, fields: AnswerFields) => Promise<boolean>;
  /** The CSM has looked: it is there. */
  readonly arrived: (row: OutreachRow) => void;
  readonly sendAgain: (row: OutreachRow) => void;
  readonly giveUp: (row: OutreachRow) => void;
  /** Gives up several drafts in one step. */
  readonly discard: (drafts: readonly OutreachRow[]) => void;
}

/** What can be done with a message of the list. */
export function useMessageActions(): MessageActions {
  const t = useText("outreach");
  const domain = useText("domain");
  const errors = useText("errors");
  const toast = useToast();
  const navigate = useNavigate();
  const post = usePost();
  const edit = useEdit();
  const editUndoable = useUndoableEdit();
  return useMemo(() => {
    const failed = (): void => toast({ text: t("outcome.failed"), tone: "error" });
    const run = async (step: Promise<boolean>): Promise<void> => {
      if (!(await step)) failed();
    };
    return {
      openPeak: ({ record }) => {
        if (record.peakId != null) navigate({ screen: "peaks", peakId: record.peakId });
      },
      answer: async ({ record, accountName }, fields) => {
        const message = {
          outreachId: record.id,
          sendId: "",
          account: { id: record.accountId },
          contactId: record.contactId,
          peak: null,
          noticeId: record.noticeId ?? null,
          remindsId: record.remindsId ?? null,
          locale: record.locale ?? "en",
          template: null,
          way: "phone",
          via: null,
          to: null,
          authorId: record.authorId ?? null,
          remindAtMs: null,
        } as const;
        const { edits, inverses } = recordAnswer(record, message, record.subject, fields, Date.now());
        return await editUndoable(edits, inverses, (outcome) =>
          toast(
            outcome.ok
              ? { text: t("answer.saved", { account: accountName }), undo: outcome.undo }
              : { text: errors(outcome.error.code), tone: "error" },
          ),
        );
      },
      arrived: ({ record }) => {
        const line = t("timeline.sent", { channel: domain(`channel.${record.channel}`), subject: record.subject });
        const noted = noteOutcome(record, { state: "sent", atMs: Date.parse(record.queuedAt ?? "") || Date.now(), fault: null }, line);
        if (noted === null) return;
        void run(
          edit(noted.edits).then(async (done) => {
            // On another laptop than the one that sent it there is nothing to settle.
            if (done.ok && record.sendId != null) await post.settle(record.sendId, "was-sent");
            return done.ok;
          }),
        );
      },
      sendAgain: ({ record }) => {
        const { sendId } = record;
        if (sendId == null) return;
        void run(
          edit(queueAgain(record, Date.now()).edits).then(async (done) => {
            if (!done.ok) return false;
            if (await post.settle(sendId, "resend")) return true;
            // This laptop's desktop does not have it: it stands as it stood, and nothing has gone.
            const back = noteOutcome(
              { ...record, state: "queued" },
              { state: record.state === "unsure" ? "unsure" : "failed", atMs: Date.now(), fault: record.failure?.code ?? "interrupted" },
              "",
            );
            if (back !== null) await edit(back.edits);
            return false;
          }),
        );
      },
      discard: (drafts) => {
        const made = drafts.map(({ record }) => cancelMessage(record));
        void editUndoable(
          made.flatMap(({ edits }) => edits),
          made.flatMap(({ inverses }) => inverses),
          (outcome) =>
            toast(
              outcome.ok
                ? { text: t("bulk.discarded", { count: drafts.length }), undo: outcome.undo }
                : { text: errors(outcome.error.code), tone: "error" },
            ),
        );
      },
      giveUp: ({ record }) => {
        const { edits, inverses } = cancelMessage(record);
        const settle = record.sendId == null ? Promise.resolve(true) : post.settle(record.sendId, "give-up");
        void settle.then(() =>
          editUndoable(edits, inverses, (outcome) =>
            toast(
              outcome.ok
                ? { text: t("givenUp", { subject: record.subject }), ...(inverses.length === 0 ? {} : { undo: outcome.undo }) }
                : { text: errors(outcome.error.code), tone: "error" },
            ),
          ),
        );
      },
    };
  }, [t, domain, errors, toast, navigate, post, edit, editUndoable]);
}

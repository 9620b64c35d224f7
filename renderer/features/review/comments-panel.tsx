import { Check } from "lucide-react";
import type { KeyboardEvent, ReactNode } from "react";
import { useMemo, useState } from "react";
import { newRecordId } from "../../data/new-record-id.ts";
import { addComment } from "../../data/review/review-edits.ts";
import { useDraft } from "../../data/drafts/use-draft.ts";
import { Button } from "../../ui/button.tsx";
import { useFormats } from "../../ui/formats.ts";
import { useText } from "../../ui/text.ts";
import { TextField } from "../../ui/text-field.tsx";
import { type CommentThread, commentThreads } from "./comment-threads.ts";
import { commentId, goToComment, goToOutline } from "./focus-places.ts";
import styles from "./pane.module.css";
import type { Builder } from "./use-builder.ts";
import { useReviewEdit } from "./use-review-edit.ts";

/** What colleagues say of a section, and where one answers. */
export function CommentsPanel({ builder }: { readonly builder: Builder }): ReactNode {
  const t = useText("reviewBuilder");
  const run = useReviewEdit();
  const { work, at, nameOf } = builder;
  const { review, userId } = work;
  const threads = useMemo(() => commentThreads(work.comments, at), [work.comments, at]);
  const open = threads.filter(({ settled }) => settled === null).length;
  const [answered, setAnswered] = useState<string | null>(null);
  const { value: text, set: setText } = useDraft<string>(`review ${review.id} comment ${at}`, "");
  const say = (words: string, replyTo: string | null, settles: string | null): void => {
    if (userId === null || words.trim() === "") return;
    const comment = {
      accountId: review.accountId,
      reviewId: review.id,
      section: at,
      authorId: userId,
      at: new Date().toISOString(),
      text: words.trim().slice(0, 4000),
      replyTo,
      settles,
    };
    void run(addComment(newRecordId("rvc"), comment), settles === null ? null : t("comment.settled"));
  };
  const send = (): void => {
    say(text, answered, null);
    setText("");
    setAnswered(null);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== "Escape" || event.nativeEvent.isComposing) return;
    event.preventDefault();
    event.stopPropagation();
    setAnswered(null);
    goToOutline();
  };
  const toWhom = threads.find(({ first }) => first.id === answered);
  return (
    <section className={styles.panel} aria-label={t("comments")}>
      <header className={styles.panelHead}>
        <h3>{t("comments")}</h3>
        <span className={styles.small}>{open}</span>
      </header>
      <div className={styles.box}>
        <ol className={styles.threads}>
          {threads.map((thread) => (
            <Thread
              key={thread.first.id}
              thread={thread}
              nameOf={(id) => work.colleagues.find((one) => one.id === id)?.name ?? t("comment.somebody")}
              onAnswer={() => {
                setAnswered(thread.first.id);
                goToComment();
              }}
              onSettle={() => say(t("comment.settledWord"), thread.first.id, thread.first.id)}
            />
          ))}
        </ol>
        <form
          className={styles.say}
          onSubmit={(event) => {
            event.preventDefault();
            send();
          }}
        >
          <TextField
            id={commentId}
            look="search"
            value={text}
            onChange={setText}
            onKeyDown={onKeyDown}
            maxLength={4000}
            aria-label={t("comment.of", { name: nameOf(at) })}
            placeholder={
              toWhom === undefined
                ? t("comment.placeholder")
                : t("comment.answer", { name: work.colleagues.find(({ id }) => id === toWhom.first.authorId)?.name ?? "" })
            }
          />
        </form>
      </div>
    </section>
  );
}

interface ThreadProps {
  readonly thread: CommentThread;
  readonly nameOf: (id: string) => string;
  readonly onAnswer: () => void;
  readonly onSettle: () => void;
}

function Thread({ thread: { first, replies, settled }, nameOf, onAnswer, onSettle }: ThreadProps): ReactNode {
  const t = useText("reviewBuilder");
  const formats = useFormats();
  if (settled !== null) {
    return (
      <li className={styles.settled}>
        <Check size={12} aria-hidden="true" />
        <span>{first.text}</span>
        <span>{t("comment.settledBy", { name: nameOf(settled.authorId), when: formats.dateTime(Date.parse(settled.at)) })}</span>
      </li>
    );
  }
  return (
    <li>
      {[first, ...replies].map((one) => (
        <div key={one.id} className={one === first ? styles.said : styles.reply}>
          <p>
            <b>{nameOf(one.authorId)}</b>
            <time dateTime={one.at}>{formats.dateTime(Date.parse(one.at))}</time>
          </p>
          <p>{one.text}</p>
        </div>
      ))}
      <p className={styles.threadTools}>
        <Button size="small" variant="link" onClick={onAnswer}>
          {t("comment.reply")}
        </Button>
        <Button size="small" variant="link" onClick={onSettle}>
          {t("comment.settle")}
        </Button>
      </p>
    </li>
  );
}

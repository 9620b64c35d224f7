import type { ReactNode } from "react";
import type { Kind } from "../../../shared/domain/kinds.ts";
import type { Edit } from "../../data/data-client.ts";
import type { RecordTitle } from "../../data/queries/record-titles.ts";
import { useText } from "../../ui/text.ts";
import styles from "./sync.module.css";

interface Props {
  readonly kind: Kind;
  readonly recordId: string;
  readonly op: Edit["op"];
  /** undefined = not read yet. */
  readonly title: RecordTitle | undefined;
  /** A new record is not here by its name yet. */
  readonly mine: Readonly<Record<string, unknown>>;
}

/** Which record an edit is of, as people call it. */
export function RecordHead({ kind, recordId, op, title, mine }: Props): ReactNode {
  const t = useText("sync");
  const domain = useText("domain");
  const own = ["name", "title"].map((field) => mine[field]).find((value) => typeof value === "string" && value !== "");
  const name = title?.name ?? (typeof own === "string" ? own : null) ?? title?.accountName ?? recordId;
  const parts = [
    domain(`kind.${kind}`),
    t(`op.${op}`),
    ...(title?.accountName == null || title.accountName === name ? [] : [title.accountName]),
  ];
  return (
    <>
      <b className={styles.name}>{name}</b>
      <span className={styles.quiet}>{parts.join(" · ")}</span>
    </>
  );
}

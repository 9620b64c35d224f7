import type { ReactNode } from "react";
import { textBlocks } from "../../../shared/domain/knowledge/text-blocks.ts";
import styles from "./article-view.module.css";

/** A section as people typed it: paragraphs and simple lists. */
export function PlainText({ text }: { readonly text: string }): ReactNode {
  return textBlocks(text).map((block, i) => {
    if (block.type === "text") return <p key={i}>{block.text}</p>;
    const items = block.items.map((item, place) => <li key={place}>{item}</li>);
    return block.ordered ? (
      <ol key={i} className={styles.steps}>
        {items}
      </ol>
    ) : (
      <ul key={i} className={styles.steps}>
        {items}
      </ul>
    );
  });
}

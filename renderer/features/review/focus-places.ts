export const commentId = "review-comment";
export const textId = "review-text";

/** Puts the focus where a comment is written. */
export function goToComment(): void {
  document.getElementById(commentId)?.focus();
}

/** Puts the focus behind the text of the open section. */
export function goToText(): void {
  const text = document.querySelector<HTMLElement>(`#${textId} [contenteditable]`);
  if (text === null) return;
  text.focus();
  const selection = document.getSelection();
  selection?.selectAllChildren(text);
  selection?.collapseToEnd();
}

/** Puts the focus on the open section in the outline. */
export function goToOutline(): void {
  document.querySelector<HTMLElement>("nav [aria-current=step] button")?.focus();
}

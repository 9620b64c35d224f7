export interface Presented {
  /** Index of the slide. */
  readonly at: number;
  /** Nothing is shown: the room looks at who speaks. */
  readonly blank: boolean;
  /** The slide alone, as the audience sees it. */
  readonly audience: boolean;
}

export type PresentStep = "next" | "previous" | "first" | "last" | "blank" | "audience";

/** What a key does in a presentation; null = nothing. */
export function presentStep(key: string): PresentStep | null {
  switch (key) {
    case "ArrowRight":
    case "ArrowDown":
    case "PageDown":
    case "Space":
    case "Enter":
      return "next";
    case "ArrowLeft":
    case "ArrowUp":
    case "PageUp":
    case "Backspace":
      return "previous";
    case "Home":
      return "first";
    case "End":
      return "last";
    case "b":
      return "blank";
    case "f":
      return "audience";
    default:
      return null;
  }
}

/** Moving on shows what was blank; at both ends it stays. */
export function presented(before: Presented, step: PresentStep, slides: number): Presented {
  const last = Math.max(0, slides - 1);
  const go = (at: number): Presented => ({ ...before, at: Math.max(0, Math.min(last, at)), blank: false });
  switch (step) {
    case "next":
      return go(before.at + 1);
    case "previous":
      return go(before.at - 1);
    case "first":
      return go(0);
    case "last":
      return go(last);
    case "blank":
      return { ...before, blank: !before.blank };
    case "audience":
      return { ...before, audience: !before.audience };
  }
}

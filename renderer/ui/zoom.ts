const steps = [0.5, 0.67, 0.8, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2, 2.5, 3] as const;

/** The next size of the window's content in a direction; it stays where the steps end. */
export function nextZoom(current: number, direction: "in" | "out" | "reset"): number {
  switch (direction) {
    case "reset":
      return 1;
    case "in":
      return steps.find((step) => step > current + 0.001) ?? 3;
    case "out":
      return steps.findLast((step) => step < current - 0.001) ?? 0.5;
  }
}

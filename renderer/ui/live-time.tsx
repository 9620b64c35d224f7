import type { ReactNode } from "react";
import { formatClock } from "../../shared/i18n/format-duration.ts";
import { useFormats } from "./formats.ts";
import { useNow, useNowAs } from "./now.ts";
import { useText } from "./text.ts";

const hourMs = 3_600_000;

/** Time since an instant, ticking: `1 h 34 min`; `short` in one unit for a narrow column: `31 h`. */
export function Elapsed({ sinceMs, short = false }: { readonly sinceMs: number; readonly short?: boolean }): ReactNode {
  const formats = useFormats();
  const ms = Math.max(0, useNow("minute") - sinceMs);
  return <time dateTime={new Date(sinceMs).toISOString()}>{short ? formats.age(ms) : formats.duration(ms)}</time>;
}

/**
 * Time left until an instant: a running clock (`06:42`) in its last hour, before that in two units, and how late it is after it; `short` in
 * one unit for a narrow column.
 */
export function TimeLeft({ dueMs, short = false }: { readonly dueMs: number; readonly short?: boolean }): ReactNode {
  const t = useText("common");
  const formats = useFormats();
  const words = useNowAs((nowMs) => {
    const left = dueMs - nowMs;
    const size = short ? formats.age(Math.abs(left)) : formats.duration(left);
    return left < 0 ? t("time.late", { duration: size }) : left <= hourMs ? formatClock(left) : size;
  });
  return <time dateTime={new Date(dueMs).toISOString()}>{words}</time>;
}

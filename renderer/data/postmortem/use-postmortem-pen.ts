import { useEffect, useState } from "react";
import type * as loaded from "./postmortem-pen.ts";

type PostmortemPen = typeof loaded;

/** What writes, prints and mails a postmortem, loaded when one is first opened; null until then. */
export function usePostmortemPen(): PostmortemPen | null {
  const [pen, setPen] = useState<PostmortemPen | null>(null);
  useEffect(() => {
    let gone = false;
    void import("./postmortem-pen.ts").then((made) => {
      if (!gone) setPen(made);
    });
    return () => {
      gone = true;
    };
  }, []);
  return pen;
}

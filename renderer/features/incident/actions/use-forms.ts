import { useCallback, useMemo, useState } from "react";
import type { IncidentEvent } from "../../../../shared/domain/incident/incident-event.ts";
import { useDrafts } from "../../../data/drafts/drafts-context.ts";
import { useKeys } from "../../../ui/keys.ts";
import { useText } from "../../../ui/text.ts";
import { draftName, type FormName, formNames, possibleForms } from "./form-values.ts";

export const formKeys: Readonly<Record<FormName, string>> = {
  update: "u",
  note: "n",
  message: "m",
  workaround: "w",
  handOff: "h",
  pause: "p",
  severity: "s",
  end: "r",
  mark: "e",
};

export interface Forms {
  /** null = none is open. */
  readonly open: FormName | null;
  readonly show: (name: FormName) => void;
  readonly close: () => void;
  readonly possible: readonly FormName[];
  /** Words of it were typed and not saved. */
  readonly hasDraft: (name: FormName) => boolean;
}

/** Which form is open, one at a time, with a key for each. A form in which something was left stands open again. */
export function useForms(incidentId: string, state: IncidentEvent["state"]): Forms {
  const t = useText("incidentActions");
  const drafts = useDrafts();
  const [chosen, setChosen] = useState<FormName | null>(
    () => formNames.find((name) => drafts.get(draftName(incidentId, name)) !== null) ?? null,
  );
  const possible = useMemo(() => possibleForms(state), [state]);
  const show = useCallback((name: FormName) => setChosen(name), []);
  const close = useCallback(() => setChosen(null), []);
  useKeys(possible.map((name) => ({ keys: formKeys[name], label: t(`title.${name}`), group: "screen" as const, run: () => show(name) })));
  return {
    open: chosen !== null && possible.includes(chosen) ? chosen : null,
    show,
    close,
    possible,
    hasDraft: (name) => drafts.get(draftName(incidentId, name)) !== null,
  };
}

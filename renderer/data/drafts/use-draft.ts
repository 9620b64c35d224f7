import { useCallback, useState } from "react";
import { equalData } from "../share-structure.ts";
import { useDrafts } from "./drafts-context.ts";
import { fits } from "./fits.ts";

export interface Draft<T> {
  readonly value: T;
  readonly set: (next: T) => void;
  /** Empties the form; what was in it stays kept until `taken` says that it has another home, and comes back when it has none. */
  readonly submit: (taken: Promise<boolean>) => Promise<void>;
}

/**
 * Like `useState` for what a person types and has not saved: it is there again after a lock, another screen or the app's end. `name` says which
 * form of which record; `empty` is the form with nothing in it, the same object at every call. Values are JSON.
 */
export function useDraft<T>(name: string, empty: T): Draft<T> {
  const drafts = useDrafts();
  const [value, setValue] = useState<T>(() => {
    const kept = parsed(drafts.get(name));
    return fits(kept, empty) ? (kept as T) : empty;
  });
  const set = useCallback(
    (next: T) => {
      drafts.set(name, equalData(next, empty) ? null : JSON.stringify(next));
      setValue(next);
    },
    [drafts, name, empty],
  );
  const submit = useCallback(
    async (taken: Promise<boolean>) => {
      const text = drafts.get(name);
      setValue(empty);
      const isTaken = await taken;
      // Something newer stands there by now.
      if (drafts.get(name) !== text) return;
      if (isTaken) drafts.set(name, null);
      else setValue((newer) => (equalData(newer, empty) && text !== null ? (parsed(text) as T) : newer));
    },
    [drafts, name, empty],
  );
  return { value, set, submit };
}

/** A form over a record, or over a new one (null). */
export interface FormDraft<R, F> {
  /** As it was when the form was opened: what others change meanwhile is neither reverted nor overwritten unseen. */
  readonly seen: R;
  readonly fields: F;
  readonly set: (part: Partial<F>) => void;
  /** Saved, or given up. */
  readonly forget: () => void;
}

/** The state of a form that outlives a lock, with the record on which the user began. */
export function useFormDraft<R, F extends object>(name: string, shown: R, fieldsOf: (record: R) => F): FormDraft<R, F> {
  const drafts = useDrafts();
  const [form, setForm] = useState(() => {
    const kept = parsed(drafts.get(name)) as { readonly seen: R; readonly fields: F } | undefined;
    return kept !== undefined && fits(kept.fields, fieldsOf(shown)) ? kept : { seen: shown, fields: fieldsOf(shown) };
  });
  return {
    ...form,
    set: (part) => {
      const fields = { ...form.fields, ...part };
      drafts.set(name, equalData(fields, fieldsOf(form.seen)) ? null : JSON.stringify({ seen: form.seen, fields }));
      setForm({ seen: form.seen, fields });
    },
    forget: () => drafts.set(name, null),
  };
}

function parsed(text: string | null): unknown {
  return text === null ? undefined : JSON.parse(text);
}

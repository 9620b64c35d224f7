import { useMemo } from "react";
import type { Json } from "../../shared/kernel/json.ts";
import { fieldName, fieldValue } from "./field-words.ts";
import { useFormats } from "./formats.ts";
import { useText } from "./text.ts";

/** Names of fields and their values in the reader's words. */
export interface FieldWords {
  name(kind: string, field: string): string;
  /** null = empty. */
  value(kind: string, field: string, value: Json | undefined): string | null;
}

/** `people` are the colleagues by whose ids fields name them. */
export function useFieldWords(people: readonly { readonly id: string; readonly name: string }[] | undefined): FieldWords {
  const fields = useText("fields");
  const domain = useText("domain");
  const formats = useFormats();
  return useMemo(() => {
    const texts = { fields, domain, formats, people: new Map(people?.map(({ id, name }) => [id, name])) };
    return {
      name: (kind, field) => fieldName(fields, kind, field),
      value: (kind, field, value) => fieldValue(texts, kind, field, value),
    };
  }, [fields, domain, formats, people]);
}

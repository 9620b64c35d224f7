/** Whether a draft of an earlier version of a form serves in this one: every field that the form has is there, and of the same sort. */
export function fits(draft: unknown, form: unknown): boolean {
  // A field that may be empty may hold anything.
  if (draft === null || form === null) return draft !== undefined;
  if (typeof draft !== typeof form || Array.isArray(draft) !== Array.isArray(form)) return false;
  if (typeof form !== "object" || typeof draft !== "object" || Array.isArray(form)) return true;
  const given = draft as Readonly<Record<string, unknown>>;
  return Object.entries(form).every(([name, value]) => Object.hasOwn(given, name) && fits(given[name], value));
}

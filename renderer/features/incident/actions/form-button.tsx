import type { ReactNode } from "react";
import { Button, type ButtonProps } from "../../../ui/button.tsx";
import { useText } from "../../../ui/text.ts";
import type { FormName } from "./form-values.ts";
import { formKeys, type Forms } from "./use-forms.ts";

export interface FormButtonProps {
  readonly name: FormName;
  readonly forms: Forms;
  /** Another word than the form's own. */
  readonly label?: string;
  readonly icon?: ReactNode;
  readonly variant?: ButtonProps["variant"];
  readonly size?: ButtonProps["size"];
}

/** Opens a form; nothing where the form makes no sense. A dot says that words wait in it. */
export function FormButton({ name, forms, label, icon, variant = "ghost", size = "small" }: FormButtonProps): ReactNode {
  const t = useText("incidentActions");
  if (!forms.possible.includes(name)) return null;
  const words = label ?? t(`open.${name}`);
  const draft = forms.open !== name && forms.hasDraft(name);
  return (
    <Button
      variant={variant}
      size={size}
      icon={icon}
      keyHint={formKeys[name]}
      aria-expanded={forms.open === name}
      {...(draft ? { "aria-label": t("open.draft", { form: words }) } : {})}
      onClick={() => (forms.open === name ? forms.close() : forms.show(name))}
    >
      {draft ? `${words} •` : words}
    </Button>
  );
}

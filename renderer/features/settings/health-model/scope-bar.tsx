import { Plus, Trash2 } from "lucide-react";
import { useState, type ReactNode } from "react";
import { scenarios, tiers } from "../../../../shared/domain/account/account.ts";
import type { HealthModelDefinition } from "../../../../shared/domain/health/health-model.ts";
import { Button } from "../../../ui/button.tsx";
import { IconButton } from "../../../ui/icon-button.tsx";
import { Select } from "../../../ui/select.tsx";
import { useText } from "../../../ui/text.ts";
import { type EditedScope, withoutVariant, withVariantFor } from "./draft-edits.ts";
import styles from "./health-model.module.css";
import { scopeText } from "./model-words.ts";

interface ScopeBarProps {
  readonly definition: HealthModelDefinition;
  readonly scope: EditedScope;
  readonly onScope: (scope: EditedScope) => void;
  readonly onChange: ((definition: HealthModelDefinition) => void) | null;
}

/** Which accounts the form speaks of; variants are made and removed here. */
export function ScopeBar({ definition, scope, onScope, onChange }: ScopeBarProps): ReactNode {
  const t = useText("healthModel");
  const domain = useText("domain");
  const [adding, setAdding] = useState(false);
  const [scenario, setScenario] = useState<(typeof scenarios)[number] | "any">("any");
  const [tier, setTier] = useState<(typeof tiers)[number] | "any">("premium");
  const add = (): void => {
    const made = withVariantFor(definition, scenario === "any" ? null : scenario, tier === "any" ? null : tier);
    onChange?.(made.definition);
    onScope(made.index);
    setAdding(false);
  };
  return (
    <div className={styles.scope}>
      <label className={styles.scopeLabel}>
        {t("scope")}
        <Select
          value={scope === null ? "all" : String(scope)}
          options={[
            { id: "all", label: t("scope.all") },
            ...definition.variants.map((variant, i) => ({ id: String(i), label: scopeText(variant, { model: t, domain }) })),
          ]}
          onChange={(id) => onScope(id === "all" ? null : Number(id))}
        />
      </label>
      {onChange !== null && scope !== null && (
        <IconButton
          size="small"
          icon={<Trash2 size={14} />}
          label={t("scope.remove")}
          onClick={() => {
            onChange(withoutVariant(definition, scope));
            onScope(null);
          }}
        />
      )}
      {onChange !== null && !adding && (
        <Button size="small" variant="ghost" icon={<Plus size={14} />} onClick={() => setAdding(true)}>
          {t("scope.add")}
        </Button>
      )}
      {adding && (
        <span className={styles.adding}>
          <Select
            aria-label={t("scope.scenario")}
            value={scenario}
            options={[{ id: "any", label: t("scope.anyScenario") }, ...scenarios.map((id) => ({ id, label: domain(`scenario.${id}`) }))]}
            onChange={setScenario}
          />
          <Select
            aria-label={t("scope.tier")}
            value={tier}
            options={[{ id: "any", label: t("scope.anyTier") }, ...tiers.map((id) => ({ id, label: domain(`tier.${id}`) }))]}
            onChange={setTier}
          />
          <Button size="small" disabled={scenario === "any" && tier === "any"} onClick={add}>
            {t("scope.add")}
          </Button>
        </span>
      )}
    </div>
  );
}

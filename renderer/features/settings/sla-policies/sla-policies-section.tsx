import { useState, type ReactNode } from "react";
import { useQuery } from "../../../data/hooks.ts";
import type { PolicyVersion, SlaPolicies } from "../../../data/queries/sla-policies.ts";
import { Button } from "../../../ui/button.tsx";
import { useFormats } from "../../../ui/formats.ts";
import { Link } from "../../../ui/link.tsx";
import { StateShape } from "../../../ui/state-mark.tsx";
import { useText } from "../../../ui/text.ts";
import { PolicyEditor } from "./policy-editor.tsx";
import { faultText } from "./policy-words.ts";
import styles from "./sla-policies.module.css";

/** What customers are promised: everybody reads it, a lead writes new versions after seeing what they would do. */
export function SlaPoliciesSection(): ReactNode {
  const t = useText("slaPolicies");
  const { data } = useQuery("slaPolicies", undefined);
  if (data === undefined) return null;
  return (
    <section className={styles.section} aria-labelledby="sla-policies-title">
      <div className={styles.intro}>
        <h2 id="sla-policies-title">{t("title")}</h2>
        <p className={styles.secondary}>{t("intro")}</p>
        {!data.mayEdit && <p className={styles.secondary}>{t("readOnly")}</p>}
      </div>
      <Policies data={data} />
    </section>
  );
}

function Policies({ data }: { readonly data: SlaPolicies }): ReactNode {
  const t = useText("slaPolicies");
  const [open, setOpen] = useState<string | null>(null);
  const from = data.versions.find((version) => keyOf(version) === open);
  return (
    <div className={styles.parts}>
      <table className={styles.table} aria-label={t("title")}>
        <thead>
          <tr>
            <th scope="col">{t("column.policy")}</th>
            <th scope="col">{t("column.since")}</th>
            <th scope="col">{t("column.note")}</th>
            <th scope="col">{t("column.contracts")}</th>
            <th scope="col">{t("column.actions")}</th>
          </tr>
        </thead>
        <tbody>
          {data.versions.map((version) => (
            <VersionRow
              key={keyOf(version)}
              version={version}
              mayEdit={data.mayEdit}
              open={open === keyOf(version)}
              onOpen={() => setOpen(open === keyOf(version) ? null : keyOf(version))}
            />
          ))}
          {data.unknown.map(({ asked, contracts }) => (
            <tr key={`asked ${asked}`}>
              <th scope="row">
                <StateShape state="watch" title={t("unknown")} /> {asked}
              </th>
              <td className={styles.secondary} colSpan={2}>
                {t("unknown")}
              </td>
              <td colSpan={2}>
                <Contracts contracts={contracts} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {from !== undefined && (
        <PolicyEditor key={keyOf(from)} from={from} policies={data} mayEdit={data.mayEdit} onClose={() => setOpen(null)} />
      )}
    </div>
  );
}

function keyOf({ name, version }: PolicyVersion): string {
  return `${name} v${version}`;
}

interface VersionRowProps {
  readonly version: PolicyVersion;
  readonly mayEdit: boolean;
  readonly open: boolean;
  readonly onOpen: () => void;
}

function VersionRow({ version, mayEdit, open, onOpen }: VersionRowProps): ReactNode {
  const t = useText("slaPolicies");
  const formats = useFormats();
  const [fault] = version.faults;
  const name = version.version === 0 ? t("builtin") : keyOf(version);
  const since =
    version.atMs === null
      ? t("since.product")
      : [formats.day(version.atMs), version.authorName].filter((part) => part !== null).join(" · ");
  return (
    <tr>
      <th scope="row">{name}</th>
      <td className={styles.secondary}>{since}</td>
      <td className={styles.note} title={version.note}>
        {fault === undefined ? (
          version.note
        ) : (
          <span className={styles.fault}>
            <StateShape state="critical" /> {faultText(fault, t)}
          </span>
        )}
      </td>
      <td>
        <Contracts contracts={version.contracts} />
      </td>
      <td>
        <Button
          size="small"
          variant="ghost"
          aria-expanded={open}
          aria-label={t(open ? "close.of" : mayEdit ? "newFrom.of" : "show.of", { name })}
          onClick={onOpen}
        >
          {t(open ? "close" : mayEdit ? "newFrom" : "show")}
        </Button>
      </td>
    </tr>
  );
}

const mostNames = 3;

/** How many contracts go by it; the first of them lead to their accounts. */
function Contracts({ contracts }: { readonly contracts: PolicyVersion["contracts"] }): ReactNode {
  const t = useText("slaPolicies");
  const formats = useFormats();
  if (contracts.length === 0) return <span className={styles.secondary}>0</span>;
  return (
    <span title={formats.list(contracts.map(({ accountName }) => accountName))}>
      {formats.number(contracts.length)}{" "}
      <span className={styles.secondary}>
        {contracts.slice(0, mostNames).map(({ contractId, accountId, accountName }, i) => (
          <span key={contractId}>
            {i > 0 && " · "}
            <Link route={{ screen: "account", accountId, tab: "contract" }}>{accountName}</Link>
          </span>
        ))}
        {contracts.length > mostNames && ` ${t("more", { count: contracts.length - mostNames })}`}
      </span>
    </span>
  );
}

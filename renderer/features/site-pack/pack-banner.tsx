import { PackageOpen } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "../../ui/button.tsx";
import { useFormats } from "../../ui/formats.ts";
import { useKeys } from "../../ui/keys.ts";
import { TimeLeft } from "../../ui/live-time.tsx";
import type { OpenSitePack } from "../../ui/site-pack-context.ts";
import { useText } from "../../ui/text.ts";
import styles from "./site-pack.module.css";

/** So many accounts are named; the others are counted. */
const namedAccounts = 3;

/** Above every screen of an open pack: whose it is, how old, how long it opens, and the way out. */
export function PackBanner({ pack, onClose }: { readonly pack: OpenSitePack; readonly onClose: () => void }): ReactNode {
  const t = useText("sitePack");
  const formats = useFormats();
  useKeys([{ keys: "mod+shift+x", label: t("banner.close"), group: "app", inFields: true, run: onClose }]);
  const names = formats.list(pack.accounts.slice(0, namedAccounts).map(({ name }) => name));
  const more = pack.accounts.length - namedAccounts;
  return (
    <section className={styles.banner} aria-label={t("banner.label")}>
      <PackageOpen size={16} aria-hidden="true" />
      <p role="status">
        <b>{t("banner.of", { accounts: more > 0 ? t("banner.more", { names, count: more }) : names })}</b>
        <span>{t("banner.made", { made: formats.dateTime(pack.madeAtMs, formats.zone, 0), maker: pack.makerName })}</span>
        <span>
          <Expiry expiresAtMs={pack.expiresAtMs} />
        </span>
        <span title={t("notes.where")}>{t("banner.readOnly")}</span>
        {pack.unknownRows > 0 && <span>{t("banner.unknown", { count: pack.unknownRows })}</span>}
      </p>
      <Button size="small" keyHint="mod+shift+x" onClick={onClose}>
        {t("banner.close")}
      </Button>
    </section>
  );
}

/** The words around a running time, in the order of the language. */
function Expiry({ expiresAtMs }: { readonly expiresAtMs: number }): ReactNode {
  const t = useText("sitePack");
  const [before, after] = t("banner.expires", { left: "\u0000" }).split("\u0000");
  return (
    <>
      {before}
      <TimeLeft dueMs={expiresAtMs} />
      {after}
    </>
  );
}

import { useEffect, useState } from "react";
import type { BrandReading } from "../../../shared/domain/review/export/pptx/brand/brand-reading.ts";
import { fromBase64Text } from "../../../shared/kernel/base64.ts";
import { useDataClient } from "../../data/data-client-provider.tsx";
import { readBrand } from "../../data/review/read-brand.ts";

/** What a stored template gives on this machine; null = none is chosen, it is being read, or it cannot be read, which the export says. */
export function useTemplateReading(templateId: string): BrandReading | null {
  const client = useDataClient();
  const [read, setRead] = useState<{ readonly templateId: string; readonly reading: BrandReading } | null>(null);
  useEffect(() => {
    let left = false;
    const readIt = async (): Promise<void> => {
      if (templateId === "") return;
      const template = await client.query("brandTemplateRecord", { templateId });
      const bytes = template === null ? null : fromBase64Text(template.packed);
      if (bytes === null || left) return;
      const outcome = await readBrand(bytes);
      if (outcome.ok && !left) setRead({ templateId, reading: outcome.value });
    };
    void readIt();
    return () => {
      left = true;
    };
  }, [client, templateId]);
  return read?.templateId === templateId ? read.reading : null;
}

import type { ReactNode } from "react";
import { Button } from "../../ui/button.tsx";
import { useDevice } from "../../ui/device.ts";
import { useText } from "../../ui/text.ts";
import { useToast } from "../../ui/toast.tsx";

/** The way back to the first window. What is on the laptop stays, but for text that was never saved. */
export function LeaveCompany(): ReactNode {
  const t = useText("vault");
  const errors = useText("errors");
  const toast = useToast();
  const { leaveConnection } = useDevice();
  const leave = async (): Promise<void> => {
    const error = await leaveConnection();
    if (error !== null) toast({ text: errors(error.code), tone: "error" });
  };
  return (
    <Button variant="link" onClick={() => void leave()}>
      {t("leave")}
    </Button>
  );
}

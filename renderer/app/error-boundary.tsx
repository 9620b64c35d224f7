import type { ErrorInfo, ReactNode } from "react";
import { Component } from "react";
import { Button } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { useReady } from "../ui/ready.ts";
import { useShell } from "../ui/shell-context.ts";
import { useText } from "../ui/text.ts";

interface Props {
  /** Another value = another screen: what failed before does not matter any more. */
  readonly screen: string;
  readonly onError: (error: Error, componentStack: string) => void;
  readonly children: ReactNode;
}

/** Holds a failure of one screen: the frame, the other screens and the edits live on. */
export class ErrorBoundary extends Component<Props, { readonly error: Error | null; readonly screen: string }> {
  override state = { error: null as Error | null, screen: this.props.screen };

  static getDerivedStateFromError(error: unknown): { readonly error: Error } {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  static getDerivedStateFromProps(
    props: Props,
    state: { readonly screen: string },
  ): { readonly error: null; readonly screen: string } | null {
    return props.screen === state.screen ? null : { error: null, screen: props.screen };
  }

  override componentDidCatch(error: Error, info: ErrorInfo): void {
    this.props.onError(error, info.componentStack ?? "");
  }

  override render(): ReactNode {
    const { error } = this.state;
    return error === null ? this.props.children : <FailedScreen error={error} onRetry={() => this.setState({ error: null })} />;
  }
}

function FailedScreen({ error, onRetry }: { readonly error: Error; readonly onRetry: () => void }): ReactNode {
  const t = useText("shell");
  const { copyText } = useShell();
  useReady(true);
  return (
    <main>
      <EmptyState
        title={t("error.title")}
        text={t("error.body")}
        action={
          <>
            <Button variant="solid" onClick={onRetry}>
              {t("error.retry")}
            </Button>
            <Button variant="link" onClick={() => void copyText(`${error.name}: ${error.message}\n${error.stack ?? ""}`)}>
              {t("error.details")}
            </Button>
          </>
        }
      />
    </main>
  );
}

import { Component, type ReactNode } from 'react';

interface Props {
  readonly children: ReactNode;
  /** Shown in the place of what threw; `retry` renders it again. */
  readonly fallback: (retry: () => void) => ReactNode;
  /** Called before what threw is rendered again. */
  readonly onRetry?: () => void;
  /** Where it changes, what threw is rendered again: something else is to be shown. */
  readonly resetKey?: string | undefined;
}

/**
 * Keeps an error that a component throws while it renders from taking anything around it away. What was caught is
 * logged by the root (see `onCaughtError` in main.tsx).
 */
export class ErrorBoundary extends Component<Props, { readonly hasFailed: boolean }> {
  override state = { hasFailed: false };

  static getDerivedStateFromError(): { readonly hasFailed: boolean } {
    return { hasFailed: true };
  }

  override componentDidUpdate({ resetKey }: Props): void {
    if (this.state.hasFailed && resetKey !== this.props.resetKey) this.setState({ hasFailed: false });
  }

  readonly #retry = (): void => {
    this.props.onRetry?.();
    this.setState({ hasFailed: false });
  };

  override render(): ReactNode {
    return this.state.hasFailed ? this.props.fallback(this.#retry) : this.props.children;
  }
}

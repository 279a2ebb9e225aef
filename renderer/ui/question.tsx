import { type ReactNode, useRef } from 'react';
import { leaveByEscape } from './leave-by-escape.ts';
import { useFocusBack } from './use-focus-back.ts';

interface Props {
  readonly question: string;
  /** The button that changes nothing; Escape does the same. */
  readonly keep: string;
  readonly onKeep: () => void;
  /** Buttons that do it. */
  readonly children: ReactNode;
}

/** Asks in its place on a page before something that cannot be taken back. */
export function Question({ question, keep, onKeep, children }: Props): ReactNode {
  const box = useRef<HTMLDivElement>(null);
  useFocusBack(box);
  return (
    <div ref={box} className="question" role="alert" onKeyDown={leaveByEscape(onKeep)}>
      <p>{question}</p>
      <div className="actions">
        {children}
        {/* biome-ignore lint/a11y/noAutofocus: the question follows from the button just pressed. */}
        <button type="button" className="button" autoFocus onClick={onKeep}>
          {keep}
        </button>
      </div>
    </div>
  );
}

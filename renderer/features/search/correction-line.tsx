import { Fragment, type ReactNode } from 'react';
import { useLanguage } from '../../client/contexts.ts';
import type { PagedResult, SearchCorrection } from './search-session.ts';

interface Props {
  readonly result: Pick<PagedResult, 'correction' | 'declined'>;
  readonly onText: (text: string) => void;
  readonly onDecline: (correction: SearchCorrection) => void;
}

/** Shows the correction of a misspelt text, or the declined correction, with a link to the other text. */
export function CorrectionLine({ result, onText, onDecline }: Props): ReactNode {
  const { t } = useLanguage();
  const { correction, declined } = result;
  const link = (text: string, name: string, onClick: () => void): ReactNode => (
    <button type="button" className="link" aria-label={name} title={name} onClick={onClick}>
      <span translate="no">{text}</span>
    </button>
  );
  const line =
    correction !== null
      ? {
          parts: t.corrected,
          slots: {
            text: <b>{link(correction.text, t.searchFor(correction.text), () => onText(correction.text))}</b>,
            typed: link(correction.typed, t.searchAsTyped(correction.typed), () => onDecline(correction)),
          },
        }
      : declined !== null
        ? {
            parts: t.notCorrected,
            slots: {
              text: link(declined.text, t.searchFor(declined.text), () => onText(declined.text)),
              typed: <b translate="no">{declined.typed}</b>,
            },
          }
        : null;
  return (
    <>
      {/* Rendered before it has text: screen readers announce only changes. */}
      <p className="unseen" role="status">
        {correction !== null && t.correctedAloud(correction.typed, correction.text)}
      </p>
      {line !== null && (
        <p className="correction">
          {line.parts.map((part) =>
            'text' in part ? part.text : <Fragment key={part.slot}>{line.slots[part.slot]}</Fragment>,
          )}
        </p>
      )}
    </>
  );
}

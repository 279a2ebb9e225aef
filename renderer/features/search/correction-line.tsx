import { Fragment, type ReactNode } from 'react';
import { useLanguage } from '../../client/contexts.ts';
import type { Answer, Correction } from './search-session.ts';

interface Props {
  readonly answer: Pick<Answer, 'correction' | 'declined'>;
  readonly onText: (text: string) => void;
  readonly onDecline: (correction: Correction) => void;
}

/** Says that a misspelt text was searched for as another, or was not because the person said so; and offers the other. */
export function CorrectionLine({ answer, onText, onDecline }: Props): ReactNode {
  const { t } = useLanguage();
  const { correction, declined } = answer;
  const link = (text: string, name: string, onClick: () => void): ReactNode => (
    <button type="button" className="link" aria-label={name} title={name} onClick={onClick}>
      {text}
    </button>
  );
  const line =
    correction !== null
      ? {
          words: t.corrected,
          parts: [
            <b key="text">
              {link(correction.text, t.searchFor(correction.text), () => onText(correction.text))}
            </b>,
            link(correction.typed, t.searchAsTyped(correction.typed), () => onDecline(correction)),
          ],
        }
      : declined !== null
        ? {
            words: t.notCorrected,
            parts: [
              <b key="typed">{declined.typed}</b>,
              link(declined.text, t.searchFor(declined.text), () => onText(declined.text)),
            ],
          }
        : null;
  return (
    <>
      {/* There before it says something, or it would not be heard. */}
      <p className="unseen" role="status">
        {correction !== null && t.correctedAloud(correction.typed, correction.text)}
      </p>
      {line !== null && (
        <p className="correction">
          {line.words.map((words, at) => (
            <Fragment key={words}>
              {words}
              {line.parts[at]}
            </Fragment>
          ))}
        </p>
      )}
    </>
  );
}

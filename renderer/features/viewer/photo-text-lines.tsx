import type { ReactNode } from 'react';
import type { PhotoDetails } from '../../../src/api/contract.ts';
import { useLanguage } from '../../client/contexts.ts';
import { textParts } from './text-parts.ts';
import { useCopyText } from './use-copy-text.ts';

/** Buttons in a line. */
const MOST_PARTS = 5;

/** The text in a photo, line by line, each copied by a click; links, numbers and dates in it also alone. */
export function PhotoTextLines({ lines }: { readonly lines: PhotoDetails['text'] }): ReactNode {
  const { t } = useLanguage();
  const copy = useCopyText();
  // Direction marks of a line stay within it.
  const button = (text: string, className: string): ReactNode => (
    <button type="button" className={className} title={t.copyText} onClick={() => copy(text)}>
      <bdi>{text}</bdi>
    </button>
  );
  return (
    <section className="photo-text">
      <h3>{t.textInPhoto}</h3>
      <ul className="plain">
        {lines.map(({ text, isFound, box }) => (
          <li key={`${box.join(' ')} ${text}`} className={isFound ? 'found' : undefined}>
            {button(text, 'text-line')}
            {textParts(text)
              .filter((part) => part.text !== text)
              .slice(0, MOST_PARTS)
              .map((part) => (
                <span key={`${part.kind} ${part.text}`}>{button(part.text, `text-part ${part.kind}`)}</span>
              ))}
          </li>
        ))}
      </ul>
      {lines.length > 1 && (
        <button type="button" className="link" onClick={() => copy(lines.map(({ text }) => text).join('\n'))}>
          {t.copyAllText}
        </button>
      )}
    </section>
  );
}

import { type ReactNode, useRef } from 'react';
import type { Output, Reading } from '../../../src/api/contract.ts';
import { negatePart, onlyPart, removePart, replacePart } from '../../../src/query/edit-query.ts';
import { plainWord } from '../../../src/query/print-query.ts';
import { useApp } from '../../client/app-context.ts';
import { Icon } from '../../ui/icon.tsx';
import { pinnedWord } from './pinned-part.ts';
import { ReadingChip } from './reading-chip.tsx';

interface Props {
  /** The text that the readings are of. */
  readonly text: string;
  readonly readings: readonly Reading[];
  readonly phrases: Output<'search.run'>['phrases'];
  /** The search finds something. */
  readonly hasHits: boolean;
  readonly onText: (text: string) => void;
}

/** How the search text was read, part by part, and the phrases that photos were compared with. */
export function ReadingChips({ text, readings, phrases, hasHits, onText }: Props): ReactNode {
  const { t, client } = useApp();
  /** What a part was before one of its meanings was chosen: "crane" for label:crane-bird. */
  const words = useRef(new Map<string, string>());
  const isOfOneWord = ({ text: phrase }: (typeof phrases)[number]): boolean =>
    readings.some(
      ({ meanings, negated, text: word }) => meanings.length === 0 && !negated && word === phrase,
    );
  return (
    <ul className="chips" aria-label={t.readAs}>
      {readings.map((reading) => {
        const typed = text.slice(reading.start, reading.end);
        const pinned = pinnedWord(reading);
        const word = words.current.get(typed) ?? pinned ?? plainWord(reading.text);
        const replace = (other: string): void => onText(replacePart(text, reading, readings, other));
        return (
          <ReadingChip
            key={`${reading.start} ${reading.text}`}
            reading={reading}
            pinned={pinned === null ? null : word}
            phrase={phrases.find((one) => isOfOneWord(one) && one.text === reading.text) ?? null}
            hasHits={hasHits}
            isOnly={readings.length === 1}
            others={async () =>
              reading.as === 'similar' ? [] : await client('search.others', { part: word })
            }
            onRemove={() => onText(removePart(text, reading, readings))}
            onNegate={() => onText(negatePart(text, reading, readings))}
            onOnly={() => onText(onlyPart(text, reading))}
            onPin={(other) => {
              words.current.set(other.text, word);
              replace(other.text);
            }}
            onUnpin={() => replace(reading.negated && /\s/u.test(word) ? `(${word})` : word)}
          />
        );
      })}
      {phrases
        .filter((phrase) => !isOfOneWord(phrase))
        .map((phrase) => (
          <li key={phrase.text} className="phrase" title={t.looksLikeHint}>
            <Icon name="spark" />
            <span className="phrase-text">{t.looksLike(phrase.text)}</span>
            <span className="chip-count">{t.inBrackets(phrase.photos)}</span>
            <span className="unseen">{t.looksLikeHint}</span>
          </li>
        ))}
    </ul>
  );
}

import { type ReactNode, useRef } from 'react';
import type { Reading } from '../../src/api/contract.ts';
import { negatePart, onlyPart, removePart, replacePart } from '../../src/query/edit-query.ts';
import { plainWord } from '../../src/query/print-query.ts';
import { useApp } from '../parts/app-context.ts';
import { ReadingChip } from './reading-chip.tsx';

interface Props {
  /** The text that the readings are of. */
  readonly text: string;
  readonly readings: readonly Reading[];
  /** The search finds something. */
  readonly hasHits: boolean;
  readonly onText: (text: string) => void;
}

/** How the search text was read, part by part. */
export function ReadingChips({ text, readings, hasHits, onText }: Props): ReactNode {
  const { t, client } = useApp();
  /** What a part was before it was read as something else: "crane" for label:crane-bird. */
  const words = useRef(new Map<string, string>());
  return (
    <ul className="chips" aria-label={t.readAs}>
      {readings.map((reading) => {
        const typed = text.slice(reading.start, reading.end);
        const word = words.current.get(typed) ?? plainWord(reading.text);
        return (
          <ReadingChip
            key={`${reading.start} ${reading.text}`}
            reading={reading}
            hasHits={hasHits}
            isOnly={readings.length === 1}
            others={async () =>
              reading.as === 'similar' ? [] : await client('search.others', { part: word })
            }
            onRemove={() => onText(removePart(text, reading, readings))}
            onNegate={() => onText(negatePart(text, reading, readings))}
            onOnly={() => onText(onlyPart(text, reading))}
            onReplace={(other) => {
              words.current.set(other.text, word);
              onText(replacePart(text, reading, readings, other.text));
            }}
          />
        );
      })}
    </ul>
  );
}

import { type ReactNode, useEffect, useState } from 'react';
import type { OtherReading, Reading } from '../../src/api/contract.ts';
import { removePart, replacePart } from '../../src/query/edit-query.ts';
import { plainWord } from '../../src/query/print-query.ts';
import { useApp } from '../parts/app-context.ts';
import { Icon } from '../parts/icon.tsx';

/** Other readings are offered of so many parts, and so many of each. */
const [PARTS, READINGS] = [3, 2];

interface Props {
  /** The text that the readings are of. */
  readonly text: string;
  readonly readings: readonly Reading[];
  readonly onText: (text: string) => void;
  /** Photos are still being looked at, so that there may be hits later. */
  readonly working: boolean;
}

/** No hit is an answer too: which word failed, and what can be done. */
export function NoHits({ text, readings, onText, working }: Props): ReactNode {
  const { t, language } = useApp();
  const failed = readings.filter((reading) => !reading.negated && reading.photos === 0);
  const others = useOthers(failed.slice(0, PARTS));
  const why = failed.length > 0 ? t.noPhotoShows(failed.map((reading) => reading.text)) : t.noPhotoShowsAll;
  return (
    <div className="empty">
      <Icon name="search" />
      <h2>{t.nothingFound}</h2>
      <p>{why}</p>
      {working && <p className="muted">{t.stillLooking}</p>}
      <div className="actions">
        {others.map(({ reading, other }) => (
          <button
            key={`${reading.start} ${other.text}`}
            type="button"
            className="button"
            onClick={() => onText(replacePart(text, reading, readings, other.text))}
          >
            {other.as === 'meaning'
              ? t.byMeaning(reading.text)
              : t.readingAs(reading.text, other.meaning[language])}
            {other.photos !== null && <span className="muted">{t.number(other.photos)}</span>}
          </button>
        ))}
        {readings.length > 1 &&
          (failed.length > 0 ? failed : readings).map((reading) => (
            <button
              key={reading.start}
              type="button"
              className="button"
              onClick={() => onText(removePart(text, reading, readings))}
            >
              {t.searchWithout(reading.text)}
            </button>
          ))}
        <button type="button" className="button" onClick={() => onText('')}>
          {t.showAll}
        </button>
      </div>
    </div>
  );
}

/** What these parts could mean as well, where that finds something or may. */
function useOthers(
  failed: readonly Reading[],
): readonly { readonly reading: Reading; readonly other: OtherReading }[] {
  const { client } = useApp();
  const [found, setFound] = useState<readonly { reading: Reading; other: OtherReading }[]>([]);
  const asked = JSON.stringify(failed.map(({ start, text }) => [start, text]));
  // biome-ignore lint/correctness/useExhaustiveDependencies: `asked` says which.
  useEffect(() => {
    let isCurrent = true;
    setFound([]);
    const ask = async (reading: Reading): Promise<{ reading: Reading; other: OtherReading }[]> =>
      (await client('search.others', { part: plainWord(reading.text) }))
        .filter((other) => other.as !== reading.as && other.photos !== 0)
        .slice(0, READINGS)
        .map((other) => ({ reading, other }));
    Promise.all(failed.map(ask)).then(
      (all) => isCurrent && setFound(all.flat()),
      // No advice then: the search itself says what is wrong with the host.
      () => undefined,
    );
    return () => {
      isCurrent = false;
    };
  }, [client, asked]);
  return found;
}

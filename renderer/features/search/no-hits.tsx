import { useQueries } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { InterpretationView, OtherInterpretation } from '../../../src/api/contract.ts';
import { removePart, replacePart } from '../../../src/query/edit-query.ts';
import { plainWord } from '../../../src/query/print-query.ts';
import { useConnection, useLanguage, useStatus } from '../../client/contexts.ts';
import { isWorkingNow } from '../../client/status-watch.ts';
import { queryOf } from '../../client/use-query.ts';
import { Icon } from '../../ui/icon.tsx';
import { onlyMissing } from './only-missing.ts';
import { pinnedWord } from './pinned-part.ts';
import { type PagedResult, type SearchCorrection, searchedText } from './search-session.ts';

/** Other readings are offered of so many parts, and so many of each. */
const [PARTS, READINGS] = [3, 2];

interface Props {
  readonly result: PagedResult;
  readonly onText: (text: string) => void;
  readonly onDecline: (correction: SearchCorrection) => void;
}

/** No hit is an answer too: which word failed, and what can be done. */
export function NoHits({ result, onText, onDecline }: Props): ReactNode {
  const { t, language } = useLanguage();
  /** There may be hits later. */
  const isWorking = useStatus(isWorkingNow);
  const { interpretations, correction, declined, missing } = result;
  const text = searchedText(result);
  const failed = interpretations.filter(
    (interpretation) => !interpretation.negated && interpretation.photos === 0,
  );
  // All meanings of a bare word were looked for already.
  const others = useOthers(failed.filter((interpretation) => !isBare(interpretation, text)).slice(0, PARTS));
  const words = failed.map(wordOf);
  const unknown = failed.filter((interpretation) => interpretation.isUnknown).map(wordOf);
  const isUnknown = failed.length > 0 && failed.every(({ meanings }) => meanings.length === 0);
  return (
    <div className="empty">
      <Icon name="search" />
      <h2>{t.nothingFound}</h2>
      <p>
        {isUnknown
          ? t.nothingLike(words.join(' '))
          : failed.length > 0
            ? t.noPhotoShows(words)
            : t.noPhotoShowsAll}
      </p>
      {unknown.length > 0 && <p className="muted">{t.unknownWords(unknown)}</p>}
      {isWorking && <p className="muted">{t.stillLooking}</p>}
      {missing > 0 && <p>{t.missingMatch(missing)}</p>}
      <div className="actions">
        {missing > 0 && (
          <button
            type="button"
            className="button"
            onClick={() => onText(onlyMissing(text, interpretations.length))}
          >
            {t.showMissing}
          </button>
        )}
        {correction !== null && (
          <button type="button" className="button" onClick={() => onDecline(correction)}>
            {t.searchAsTyped(correction.typed)}
          </button>
        )}
        {declined !== null && (
          <button type="button" className="button" onClick={() => onText(declined.text)}>
            {t.searchFor(declined.text)}
          </button>
        )}
        {others.map(({ interpretation, other }) => (
          <button
            key={`${interpretation.start} ${other.text}`}
            type="button"
            className="button"
            onClick={() => onText(replacePart(text, interpretation, interpretations, other.text))}
          >
            {other.as === 'meaning'
              ? t.byMeaning(plainWord(interpretation.text))
              : t.interpretedAs(plainWord(interpretation.text), other.meaning[language])}
            {other.photos !== null && <span className="muted">{t.number(other.photos)}</span>}
          </button>
        ))}
        {interpretations.length > 1 &&
          (failed.length > 0 ? failed : interpretations).map((interpretation) => (
            <button
              key={interpretation.start}
              type="button"
              className="button"
              onClick={() => onText(removePart(text, interpretation, interpretations))}
            >
              {t.searchWithout(wordOf(interpretation))}
            </button>
          ))}
        <button type="button" className="button" onClick={() => onText('')}>
          {result.album === null ? t.showAll : t.showAllOfAlbum}
        </button>
      </div>
    </div>
  );
}

/** A part in plain words. */
const wordOf = (interpretation: InterpretationView): string =>
  pinnedWord(interpretation) ?? interpretation.text;

/** Whether a part stands in the text as it is, without field or quotes, with all of its meanings. */
const isBare = ({ start, end, text, as }: InterpretationView, searched: string): boolean =>
  as !== 'filter' && as !== 'date' && searched.slice(start, end) === text && !/[:：]/u.test(text);

interface Other {
  readonly interpretation: InterpretationView;
  readonly other: OtherInterpretation;
}

/** What these parts could mean as well, where that finds something or may. */
function useOthers(failed: readonly InterpretationView[]): readonly Other[] {
  const { client } = useConnection();
  const answers = useQueries({
    // No advice without a result: the search shows the error of the host.
    queries: failed.map(({ text }) => queryOf(client, 'search.others', { part: plainWord(text) }, true)),
  });
  return failed.flatMap((interpretation, at) =>
    (answers[at]?.data ?? [])
      .filter((other) => other.as !== interpretation.as && other.photos !== 0)
      .slice(0, READINGS)
      .map((other) => ({ interpretation, other })),
  );
}

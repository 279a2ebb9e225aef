import { type ReactNode, useState } from 'react';
import type { PhotoDetails } from '../../src/api/contract.ts';
import { useApp } from '../parts/app-context.ts';
import { quoteWord } from '../search/quote-word.ts';

/** So many are shown at first: what else the photo may show is a click away. */
const FIRST = 8;

interface Props {
  readonly labels: PhotoDetails['labels'];
  readonly onSearch: (text: string) => void;
}

/** Labels with how sure the network is; each one searches for more of its kind. */
export function LabelBars({ labels, onSearch }: Props): ReactNode {
  const { t, language } = useApp();
  const [showsAll, setShowsAll] = useState(false);
  const isLikely = ({ tier }: Props['labels'][number]): boolean => tier === 'likely';
  const ordered = [...labels.filter(isLikely), ...labels.filter((label) => !isLikely(label))];
  return (
    <ul className="plain bars">
      {(showsAll ? ordered : ordered.slice(0, FIRST)).map(({ label, name, score, tier }) => (
        <li key={label}>
          <button
            type="button"
            className={`bar ${tier}`}
            title={t.searchFor(name[language])}
            onClick={() => onSearch(quoteWord(name[language]))}
          >
            <span className="bar-name">{name[language]}</span>
            <span className="bar-score">{t.percent(score)}</span>
            <span className="bar-track">
              <span style={{ width: `${100 * score}%` }} />
            </span>
          </button>
        </li>
      ))}
      {!showsAll && labels.length > FIRST && (
        <li>
          <button type="button" className="button quiet" onClick={() => setShowsAll(true)}>
            {t.showAllLabels(labels.length)}
          </button>
        </li>
      )}
    </ul>
  );
}

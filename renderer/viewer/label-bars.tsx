import type { ReactNode } from 'react';
import type { PhotoDetails } from '../../src/api/contract.ts';
import { useApp } from '../parts/app-context.ts';
import { quoteWord } from '../search/quote-word.ts';

interface Props {
  readonly labels: PhotoDetails['labels'];
  readonly onSearch: (text: string) => void;
}

/** Labels with how sure the network is; each one searches for more of its kind. */
export function LabelBars({ labels, onSearch }: Props): ReactNode {
  const { t, language } = useApp();
  return (
    <ul className="plain bars">
      {labels.map(({ label, name, score, tier }) => (
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
    </ul>
  );
}

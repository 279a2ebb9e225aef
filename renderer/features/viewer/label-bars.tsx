import { memo, type ReactNode, useState } from 'react';
import type { PhotoDetails } from '../../../src/api/contract.ts';
import { isCustomLabel } from '../../../src/domain/user-data.ts';
import { quoteWord } from '../../../src/query/print-query.ts';
import { useLanguage, useUserActions } from '../../client/contexts.ts';
import { Icon, type IconName } from '../../ui/icon.tsx';
import { type NamedLabel, nextCorrection } from '../labels/correct-label.ts';
import { TeachButton } from '../labels/teach-button.tsx';
import { hasMap } from './has-map.ts';

/** So many are shown at first: what else the photo may show is a click away. */
const FIRST = 8;

interface Props {
  readonly labels: PhotoDetails['labels'];
  /** The label whose place in the picture is shown. */
  readonly why: string | null;
  readonly onWhy: (label: NamedLabel) => void;
  readonly onSearch: (text: string) => void;
  readonly onCorrect: (label: NamedLabel, applies: boolean | null) => void;
  readonly onTeach: (label: NamedLabel) => void;
}

/** Labels marked by the user come first, then the likely ones. */
function orderOf(labels: Props['labels']): string[] {
  const rank = ({ level, correction }: Props['labels'][number]): number =>
    correction !== null ? 0 : level === 'likely' ? 1 : 2;
  return labels.toSorted((a, b) => rank(a) - rank(b)).map(({ label }) => label);
}

/** Labels with how sure the network is; each one searches for more of its kind, and takes a yes or a no. */
export function LabelBars({ labels, why, onWhy, onSearch, onCorrect, onTeach }: Props): ReactNode {
  const { t } = useLanguage();
  const [showsAll, setShowsAll] = useState(false);
  // The initial order is kept, so that a row does not move from under the pointer when it is corrected.
  const [first] = useState(() => orderOf(labels));
  const known = labels.filter(({ label }) => first.includes(label));
  const ordered = [
    ...labels.filter(({ label }) => !first.includes(label)),
    ...known.toSorted((a, b) => first.indexOf(a.label) - first.indexOf(b.label)),
  ];
  return (
    <ul className="plain bars">
      {(showsAll ? ordered : ordered.slice(0, FIRST)).map((one) => (
        <LabelBar
          key={one.label}
          one={one}
          isWhy={why === one.label}
          onWhy={onWhy}
          onSearch={onSearch}
          onCorrect={onCorrect}
          onTeach={onTeach}
        />
      ))}
      {!showsAll && labels.length > FIRST && (
        <li>
          <button type="button" className="button quiet" onClick={() => setShowsAll(true)}>
            {t.showAllCount(labels.length)}
          </button>
        </li>
      )}
    </ul>
  );
}

interface BarProps extends Omit<Props, 'labels' | 'why'> {
  readonly one: Props['labels'][number];
  /** Its place in the picture is shown. */
  readonly isWhy: boolean;
}

const LabelBar = memo(function LabelBar({
  one,
  isWhy,
  onWhy,
  onSearch,
  onCorrect,
  onTeach,
}: BarProps): ReactNode {
  const { t, language } = useLanguage();
  const { label, name: names, score, level, correction } = one;
  const name = names[language];
  const userData = useUserActions();
  const answer = (applies: boolean): void =>
    onCorrect({ label, name }, nextCorrection(userData, one, one, applies));
  return (
    <li data-label={label} className={correction === false ? 'denied' : undefined}>
      <button
        type="button"
        className={`bar ${level}`}
        title={t.searchFor(name)}
        onClick={() => onSearch(quoteWord(name))}
      >
        <span className="bar-name" translate="no">
          {name}
        </span>
        <span className="bar-score">
          {correction === null ? t.percent(score) : correction ? t.markedByYou : t.excludedByYou}
        </span>
        <span className="bar-track">
          <span style={{ width: `${100 * score}%` }} />
        </span>
      </button>
      {isCustomLabel(label) && <TeachButton label={label} name={name} onTeach={onTeach} />}
      {hasMap(one) && (
        <RowButton
          icon="eye"
          name={t.showWhere(name)}
          pressed={isWhy}
          onClick={() => onWhy({ label, name })}
        />
      )}
      <RowButton
        icon="check"
        name={t.isLabel(name)}
        pressed={correction === true}
        onClick={() => answer(true)}
      />
      <RowButton
        icon="close"
        name={t.isNotLabel(name)}
        pressed={correction === false}
        onClick={() => answer(false)}
      />
    </li>
  );
});

function RowButton({
  icon,
  name,
  pressed,
  onClick,
}: {
  readonly icon: IconName;
  readonly name: string;
  readonly pressed: boolean;
  readonly onClick: () => void;
}): ReactNode {
  return (
    <button
      type="button"
      className={`row-button ${icon}`}
      aria-label={name}
      title={name}
      aria-pressed={pressed}
      onClick={onClick}
    >
      <Icon name={icon} />
    </button>
  );
}

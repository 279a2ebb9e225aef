import { type KeyboardEvent, type ReactNode, useId, useRef, useState } from 'react';
import { useConnection, useLanguage } from '../../client/contexts.ts';
import { Icon } from '../../ui/icon.tsx';
import { SteadyPicture } from '../../ui/steady-picture.tsx';
import type { ExploreCard, ExploreSection } from './explore-sections.ts';
import { nextCard } from './next-card.ts';

interface Props {
  readonly section: ExploreSection;
  readonly columns: number;
  readonly onOpen: (card: ExploreCard) => void;
}

/** Number of rows of cards before “show all”. */
const FIRST_ROWS: Readonly<Record<ExploreSection['kind'], number>> = {
  yours: 1,
  things: 2,
  places: 1,
  years: 1,
  cameras: 1,
};

/** A heading with its picture cards; the keyboard comes to one of them, and the arrow keys go on. */
export function ExploreRow({ section: { kind, cards }, columns, onOpen }: Props): ReactNode {
  const { picture } = useConnection();
  const { t } = useLanguage();
  const [isWhole, setWhole] = useState(false);
  const [at, setAt] = useState(0);
  const [headingId, listId] = [useId(), useId()];
  const list = useRef<HTMLUListElement>(null);
  const first = columns * FIRST_ROWS[kind];
  const shown = isWhole ? cards : cards.slice(0, first);
  const nameOf = (name: string): string => (kind === 'years' ? t.month(name) : name);

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const next = nextCard(event.key, at, shown.length, columns);
    if (next === null) return;
    event.preventDefault();
    list.current?.querySelectorAll('button')[next]?.focus();
  };

  return (
    <section className="explore-row" aria-labelledby={headingId}>
      <header>
        <h3 id={headingId}>{t.exploreKinds[kind]}</h3>
        {cards.length > first && (
          <button
            type="button"
            className="button quiet"
            aria-expanded={isWhole}
            aria-controls={listId}
            onClick={() => setWhole(!isWhole)}
          >
            <span aria-hidden="true">{isWhole ? t.showFewer : t.showAllCount(cards.length)}</span>
            <span className="unseen">
              {(isWhole ? t.showFewerOf : t.showAllOf)(t.exploreKinds[kind], cards.length)}
            </span>
          </button>
        )}
      </header>
      <ul
        ref={list}
        id={listId}
        className="plain explore-cards"
        style={{ gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))` }}
        onKeyDown={onKeyDown}
      >
        {shown.map(({ name, text, album, photos, cover }, rank) => (
          <li key={album ?? text}>
            <button
              type="button"
              className="explore-card"
              tabIndex={rank === Math.min(at, shown.length - 1) ? 0 : -1}
              title={nameOf(name)}
              onFocus={() => setAt(rank)}
              onClick={() => onOpen({ name, text, album, photos, cover })}
            >
              <span className="explore-picture">
                {cover === null ? (
                  <Icon name="album" />
                ) : (
                  <SteadyPicture src={picture('thumbnail', cover)} alt="" loading="lazy" decoding="async" />
                )}
              </span>
              <span className="unseen">{t.cardName(nameOf(name), photos)}</span>
              <b aria-hidden="true" translate="no">
                {nameOf(name)}
              </b>
              <small aria-hidden="true">{t.number(photos)}</small>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

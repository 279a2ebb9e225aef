import { type ReactNode, useLayoutEffect, useRef } from 'react';
import { useLanguage, useUserActions } from '../../client/contexts.ts';
import { Icon } from '../../ui/icon.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import type { ActionTarget } from './action-target.ts';

const RATINGS = [5, 4, 3, 2, 1, 0] as const;

interface Props {
  readonly target: ActionTarget;
  readonly onClose: () => void;
}

/** Rates photos, by a click or by the number. */
export function RatingDialog({ target: { photos, rating }, onClose }: Props): ReactNode {
  const { t } = useLanguage();
  const { act, session } = useUserActions();
  const rate = (stars: number | null): void => {
    act(session.edit(photos, { change: 'rating', rating: stars }), t.photosRated);
    onClose();
  };
  const choice = useRef<HTMLFieldSetElement>(null);
  // After the sheet is shown.
  useLayoutEffect(() => choice.current?.querySelector<HTMLElement>('[aria-pressed="true"]')?.focus(), []);
  return (
    <Sheet title={t.ratePhotos(photos.length)} onClose={onClose} size="small">
      <fieldset
        ref={choice}
        className="rating-choice"
        aria-label={t.rating}
        onKeyDown={(event) => {
          const stars = RATINGS.find((one) => String(one) === event.key);
          if (stars === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
          event.preventDefault();
          event.stopPropagation();
          rate(stars);
        }}
      >
        <p className="muted">{t.rateHint}</p>
        {RATINGS.map((stars) => (
          <button
            key={stars}
            type="button"
            className="rating-row"
            aria-pressed={stars === (rating ?? 0)}
            onClick={() => rate(stars)}
          >
            <span className="unseen">{stars === 0 ? t.noStars : t.stars(stars)}</span>
            <span aria-hidden="true" className="rating-stars">
              {stars === 0
                ? t.noStars
                : Array.from({ length: stars }, (_, at) => at + 1).map((at) => <Icon key={at} name="star" />)}
            </span>
          </button>
        ))}
        <button type="button" className="button" onClick={() => rate(null)}>
          {t.fileRating}
        </button>
      </fieldset>
    </Sheet>
  );
}

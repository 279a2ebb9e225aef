import { type ReactNode, useEffect, useId, useState } from 'react';
import type { Client } from '../../../src/api/client.ts';
import type { Hit } from '../../../src/api/contract.ts';
import { LONGEST_SEARCH } from '../../../src/domain/text-limits.ts';
import { useConnection, useLanguage, useNotices, useUserActions } from '../../client/contexts.ts';
import { useQueryState } from '../../client/use-query.ts';
import { firstInDialog } from '../../ui/first-in-dialog.ts';
import { Icon } from '../../ui/icon.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { SteadyPicture } from '../../ui/steady-picture.tsx';

/** Photos that are shown at first, and with each press of the button below them. */
const SHOWN = 60;
/** Hits that one call answers with, and photos that are added at once, at most. */
const [PAGE, MOST] = [5000, 10_000];
/** Milliseconds without a letter after which a text is searched for. */
const PAUSE_MS = 200;

interface Props {
  readonly album: number;
  readonly name: string;
  readonly onClose: () => void;
}

/** What a field has once nobody types any more. */
function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}

/** Ids of the first photos that a search finds outside of an album. */
async function allFound(client: Client, text: string, album: number, total: number): Promise<number[]> {
  const found: number[] = [];
  for (let offset = 0; offset < Math.min(MOST, total); offset += PAGE) {
    const { hits } = await client('search.run', {
      text,
      offset,
      limit: PAGE,
      within: { album, outside: true },
    });
    found.push(...hits.map(({ photo }) => photo));
  }
  return found;
}

/** Finds photos that are not in an album, and adds the chosen ones. */
export function AddPhotosSheet({ album, name, onClose }: Props): ReactNode {
  const { client } = useConnection();
  const { t } = useLanguage();
  const { report } = useNotices();
  const { session, act } = useUserActions();
  const fieldId = useId();
  const [typed, setTyped] = useState('');
  const text = useSettled(typed).trim();
  const [limit, setLimit] = useState(SHOWN);
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set());
  const { data: found = null, isPlaceholderData } = useQueryState(
    'search.run',
    { text, limit, within: { album, outside: true } },
    { keeps: () => true },
  );
  /** The photos are still those of the text before. */
  const isBusy = isPlaceholderData || typed.trim() !== text;
  const total = found?.likely ?? 0;
  const hits = (found?.hits ?? []).filter(({ level }) => level === 'likely');
  const toggle = (photo: number): void => {
    const next = new Set(chosen);
    if (!next.delete(photo)) next.add(photo);
    setChosen(next);
  };
  const add = (): void => {
    act(session.setInAlbum(album, [...chosen], true), (n) => t.putIntoAlbum(name, n));
    onClose();
  };

  return (
    <Sheet
      title={t.addPhotosTo(name)}
      onClose={onClose}
      size="wide"
      footer={
        <div className="actions add-photos-foot">
          <span role="status">{t.selected(chosen.size)}</span>
          {chosen.size > 0 && (
            <button type="button" className="button quiet" onClick={() => setChosen(new Set())}>
              {t.deselectAll}
            </button>
          )}
          <button type="button" className="button primary" disabled={chosen.size === 0} onClick={add}>
            {t.addPhotos}
          </button>
        </div>
      }
    >
      <div className="add-photos">
        <label htmlFor={fieldId}>{t.searchLabel}</label>
        <div className="field">
          <input
            id={fieldId}
            type="search"
            // biome-ignore lint/a11y/noAutofocus: the photos to add are looked for with it.
            autoFocus
            ref={firstInDialog}
            value={typed}
            maxLength={LONGEST_SEARCH}
            placeholder={t.searchPlaceholder}
            autoComplete="off"
            onChange={(event) => {
              setTyped(event.target.value);
              setLimit(SHOWN);
            }}
          />
        </div>
        {found !== null && (
          <div className="actions">
            <span role="status">{t.photos(total)}</span>
            {total > 1 && (
              <button
                type="button"
                className="button quiet"
                onClick={() =>
                  void allFound(client, text, album, total).then(
                    (all) => setChosen(new Set([...chosen, ...all.slice(0, total)].slice(0, MOST))),
                    report,
                  )
                }
              >
                {t.selectAllFound}
              </button>
            )}
          </div>
        )}
        <ul className="plain picks" aria-busy={isBusy}>
          {hits.map((hit, at) => (
            <Pick
              key={hit.photo}
              hit={hit}
              at={at}
              total={total}
              isOn={chosen.has(hit.photo)}
              onToggle={toggle}
            />
          ))}
        </ul>
        {hits.length < total && hits.length >= limit && (
          <button type="button" className="button" onClick={() => setLimit(limit + 2 * SHOWN)}>
            {t.showMorePhotos}
          </button>
        )}
      </div>
    </Sheet>
  );
}

function Pick({
  hit: { photo, takenAt, turn },
  at,
  total,
  isOn,
  onToggle,
}: {
  readonly hit: Hit;
  readonly at: number;
  readonly total: number;
  readonly isOn: boolean;
  readonly onToggle: (photo: number) => void;
}): ReactNode {
  const { picture } = useConnection();
  const { t } = useLanguage();
  const label = [t.photoOf(at + 1, total), ...(takenAt === null ? [] : [t.knownDate(takenAt)])].join(', ');
  return (
    <li>
      <button
        type="button"
        className="pick"
        aria-label={label}
        aria-pressed={isOn}
        onClick={() => onToggle(photo)}
      >
        <SteadyPicture src={picture('thumbnail', photo, turn)} alt="" loading="lazy" decoding="async" />
        <span className="pick-check">
          <Icon name="check" />
        </span>
      </button>
    </li>
  );
}

import type { ReactNode } from 'react';
import type { Hit } from '../../../src/api/contract.ts';
import { useConnection, useLanguage, useNotices } from '../../client/contexts.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { SteadyPicture } from '../../ui/steady-picture.tsx';
import { usePhoto } from '../viewer/use-photo.ts';

interface Props {
  /** The same picture, the best first. */
  readonly group: readonly Hit[];
  readonly onOpen: (rank: number) => void;
}

/** One picture, as often as it is there, for comparing. */
export function DuplicateGroup({ group, onOpen }: Props): ReactNode {
  const { t } = useLanguage();
  return (
    <li>
      <ul className="plain duplicates" aria-label={t.samePicture(group.length)}>
        {group.map((hit, rank) => (
          <Duplicate key={hit.photo} hit={hit} isBest={rank === 0} onOpen={() => onOpen(rank)} />
        ))}
      </ul>
    </li>
  );
}

function Duplicate({
  hit,
  isBest,
  onOpen,
}: {
  readonly hit: Hit;
  readonly isBest: boolean;
  readonly onOpen: () => void;
}): ReactNode {
  const { picture, desktop } = useConnection();
  const { t } = useLanguage();
  const { report } = useNotices();
  const details = usePhoto(hit.photo, '');
  const [place, ...copies] = details?.places ?? [];
  const name = place?.name ?? t.photoAlt;
  return (
    <li className="duplicate">
      <button
        type="button"
        className="duplicate-picture"
        aria-label={[t.openNamed(name), ...(isBest ? [t.best] : [])].join(', ')}
        onClick={onOpen}
      >
        <SteadyPicture
          src={picture('thumbnail', hit.photo, hit.turn)}
          alt=""
          loading="lazy"
          decoding="async"
        />
        {isBest && <span className="duplicate-best">{t.best}</span>}
      </button>
      <div className="duplicate-facts">
        <span>
          <b translate="no">{name}</b>
          <span className="muted">
            {t.pixels(hit.width, hit.height)}
            {details !== null && <span translate="no">{` · ${details.format.toUpperCase()}`}</span>}
          </span>
          {place !== undefined && (
            <span className="muted">
              <span translate="no">{[place.folderName, ...place.directory].join(' › ')}</span>
              {copies.length > 0 && ` ${t.andCopies(copies.length)}`}
            </span>
          )}
        </span>
        {desktop !== null && (
          <IconButton
            icon="folder"
            label={t.actionName('show-in-folder')}
            onClick={() => void desktop.showInFolder(hit.photo).catch(report)}
          />
        )}
      </div>
    </li>
  );
}

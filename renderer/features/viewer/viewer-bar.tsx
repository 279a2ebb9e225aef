import { type ReactNode, useSyncExternalStore } from 'react';
import type { Hit, PhotoDetails } from '../../../src/api/contract.ts';
import { useApp } from '../../client/app-context.ts';
import { Icon } from '../../ui/icon.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { MenuButton } from '../../ui/menu-button.tsx';
import type { NamedLabel } from '../labels/correct-label.ts';
import type { ZoomSession } from './zoom-session.ts';

interface Props {
  readonly hit: Hit | null;
  readonly details: PhotoDetails | null;
  /** Where it stands among how many. */
  readonly place: string;
  /** What was searched for: the photo is it, or is not. */
  readonly asked: readonly NamedLabel[];
  readonly zoom: ZoomSession;
  readonly showsDetails: boolean;
  readonly onDetails: () => void;
  readonly onSay: (label: NamedLabel, says: boolean | null) => void;
  readonly onFavourite: () => void;
  readonly onAlbums: () => void;
  readonly onAlike: () => void;
  readonly onClose: () => void;
  /** What is wanted less often, with its names. */
  readonly more: readonly { readonly name: string; readonly run: () => void }[];
}

/** What can be done with the photo that is looked at. */
export function ViewerBar(props: Props): ReactNode {
  const { hit, details, place, asked, zoom, showsDetails, onDetails, onSay } = props;
  const { onFavourite, onAlbums, onAlike, onClose, more } = props;
  const { t } = useApp();
  const isZoomed = useSyncExternalStore(zoom.subscribe, zoom.isZoomed);
  return (
    <div className="stage-bar">
      <IconButton icon="left" label={t.back} onClick={onClose} />
      <span className="muted" aria-live="polite">
        {place}
      </span>
      <ZoomLevel zoom={zoom} />
      <span className="space" />
      {asked.map((label) => (
        <AskedAnswer
          key={label.label}
          label={label}
          says={details?.labels.find((one) => one.label === label.label)?.correction ?? null}
          onSay={onSay}
        />
      ))}
      {hit !== null && (
        <>
          <IconButton
            icon="star"
            label={t.favourite}
            pressed={details?.favourite ?? hit.favourite}
            onClick={onFavourite}
          />
          <IconButton icon="album" label={t.toAlbum} onClick={onAlbums} />
          <IconButton icon="alike" label={t.moreLikeThis} onClick={onAlike} />
        </>
      )}
      <IconButton icon="zoom" label={t.zoom} pressed={isZoomed} onClick={() => zoom.toggle()} />
      <IconButton icon="info" label={t.details} pressed={showsDetails} onClick={onDetails} />
      <MenuButton
        label={t.more}
        title={t.more}
        className="icon-button"
        sections={[{ key: 'more', items: more.map(({ name, run }) => ({ key: name, name, onChoose: run })) }]}
      >
        <Icon name="more" />
      </MenuButton>
    </div>
  );
}

/** How much of its own size a picture is shown at, while it is not just whole. */
function ZoomLevel({ zoom }: { readonly zoom: ZoomSession }): ReactNode {
  const { t } = useApp();
  const now = useSyncExternalStore(zoom.subscribe, zoom.get);
  if (now === null) return null;
  return <span className="muted zoom-level">{t.percent(now.scale * window.devicePixelRatio)}</span>;
}

/** The question that a search asks of each of its photos. */
function AskedAnswer({
  label,
  says,
  onSay,
}: {
  readonly label: NamedLabel;
  readonly says: boolean | null;
  readonly onSay: (label: NamedLabel, says: boolean | null) => void;
}): ReactNode {
  const { t } = useApp();
  const answer = (next: boolean): void => onSay(label, says === next ? null : next);
  return (
    <fieldset className="asked" aria-label={label.name}>
      <span className="asked-name">{t.isIt(label.name)}</span>
      <IconButton
        icon="check"
        label={t.isLabel(label.name)}
        pressed={says === true}
        onClick={() => answer(true)}
      />
      <IconButton
        icon="close"
        label={t.isNotLabel(label.name)}
        pressed={says === false}
        onClick={() => answer(false)}
      />
    </fieldset>
  );
}

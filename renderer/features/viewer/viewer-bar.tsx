import { type ReactNode, useSyncExternalStore } from 'react';
import type { PhotoDetails } from '../../../src/api/contract.ts';
import { useLanguage, useUserActions } from '../../client/contexts.ts';
import { Icon } from '../../ui/icon.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { MenuButton } from '../../ui/menu-button.tsx';
import type { ActionTarget } from '../actions/action-target.ts';
import type { PhotoActions } from '../actions/use-photo-actions.tsx';
import { type NamedLabel, nextCorrection } from '../labels/correct-label.ts';
import type { ViewerCommands } from './viewer-keys.ts';
import type { ZoomSession } from './zoom-session.ts';

interface Props {
  /** The open photo; null until its page is here. */
  readonly target: ActionTarget | null;
  readonly actions: PhotoActions;
  readonly details: PhotoDetails | null;
  /** Where it stands among how many. */
  readonly place: string;
  /** What was searched for: the photo is it, or is not. */
  readonly queryLabels: readonly NamedLabel[];
  readonly showsDetails: boolean;
  readonly commands: ViewerCommands;
  readonly onCorrect: (label: NamedLabel, applies: boolean | null) => void;
  readonly onClose: () => void;
}

/** Actions on the open photo. */
export function ViewerBar(props: Props): ReactNode {
  const { target, actions, details, place, queryLabels, showsDetails, commands, onCorrect, onClose } = props;
  const { zoom } = commands;
  const { t } = useLanguage();
  /** What is wanted less often. */
  const more = [
    ...(target === null
      ? []
      : actions.menu(
          target,
          actions.buttons(target).map(({ id }) => id),
        )),
    { key: 'keys', items: [{ key: 'keys', name: t.showKeys, onChoose: commands.openKeys }] },
  ];
  const isZoomed = useSyncExternalStore(zoom.subscribe, zoom.isZoomed);
  return (
    <div className="stage-bar">
      <IconButton icon="left" label={t.back} onClick={onClose} />
      <span className="muted" aria-live="polite">
        {place}
      </span>
      <ZoomLevel zoom={zoom} />
      <span className="space" />
      {queryLabels.map((label) => (
        <QueryLabelButtons key={label.label} label={label} details={details} onCorrect={onCorrect} />
      ))}
      {target !== null &&
        actions
          .buttons(target)
          .map(({ id, icon, nameWithKey, isOn, run }) => (
            <IconButton
              key={id}
              icon={icon}
              label={nameWithKey}
              {...(isOn === undefined ? {} : { pressed: isOn })}
              onClick={run}
            />
          ))}
      <IconButton icon="zoom" label={t.zoom} pressed={isZoomed} onClick={() => zoom.toggle()} />
      <IconButton icon="info" label={t.details} pressed={showsDetails} onClick={commands.toggleDetails} />
      <MenuButton label={t.more} title={t.more} className="icon-button" sections={more}>
        <Icon name="more" />
      </MenuButton>
    </div>
  );
}

/** How much of its own size a picture is shown at, while it is not just whole. */
function ZoomLevel({ zoom }: { readonly zoom: ZoomSession }): ReactNode {
  const { t } = useLanguage();
  const now = useSyncExternalStore(zoom.subscribe, zoom.get);
  if (now === null) return null;
  return <span className="muted zoom-level">{t.percent(now.scale * window.devicePixelRatio)}</span>;
}

/** Yes-or-no question about a label of the search. */
function QueryLabelButtons({
  label,
  details,
  onCorrect,
}: {
  readonly label: NamedLabel;
  readonly details: PhotoDetails | null;
  readonly onCorrect: (label: NamedLabel, applies: boolean | null) => void;
}): ReactNode {
  const { t } = useLanguage();
  const userData = useUserActions();
  const correction = details?.labels.find((one) => one.label === label.label)?.correction ?? null;
  const answer = (applies: boolean): void =>
    onCorrect(label, nextCorrection(userData, details ?? {}, { ...label, correction }, applies));
  return (
    <fieldset className="query-label" aria-label={t.isIt(label.name)}>
      <span className="query-label-name">{t.isIt(label.name)}</span>
      <IconButton
        icon="check"
        label={t.isLabel(label.name)}
        pressed={correction === true}
        onClick={() => answer(true)}
      />
      <IconButton
        icon="close"
        label={t.isNotLabel(label.name)}
        pressed={correction === false}
        onClick={() => answer(false)}
      />
    </fieldset>
  );
}

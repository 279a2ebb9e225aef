import type { ReactNode } from 'react';
import { useLanguage } from '../../client/contexts.ts';
import { Icon, type IconName } from '../../ui/icon.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import type { NamedLabel } from '../labels/correct-label.ts';
import type { PhotoActions } from './use-photo-actions.tsx';

interface Props {
  readonly count: number;
  /** What was searched for: the photos are it, or are not. */
  readonly queryLabels: readonly NamedLabel[];
  readonly actions: PhotoActions;
  readonly onClear: () => void;
}

/** What can be done with the chosen photos. */
export function SelectionBar({ count, queryLabels, actions, onClear }: Props): ReactNode {
  const { t } = useLanguage();
  return (
    <section
      className="selection-bar"
      aria-label={t.selection}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        // It does not leave the page too.
        event.preventDefault();
        onClear();
      }}
    >
      <b role="status">{t.selected(count)}</b>
      {queryLabels.map((label) => (
        <span key={label.label} className="selection-label">
          <span className="selection-name" aria-hidden="true">
            {t.isIt(label.name)}
          </span>
          <Action icon="check" name={t.is(label.name)} onClick={() => actions.correct(label, true)} always />
          <Action
            icon="close"
            name={t.isNot(label.name)}
            onClick={() => actions.correct(label, false)}
            always
          />
        </span>
      ))}
      <Action icon="star" name={t.favourite} onClick={actions.favourite} />
      <Action icon="album" name={t.album} onClick={actions.putIntoAlbum} />
      <Action icon="tag" name={t.label} onClick={actions.addLabel} />
      <Action icon="export" name={t.copyInto} onClick={actions.copyInto} />
      <IconButton icon="close" label={t.clearSelection} onClick={onClear} />
    </section>
  );
}

/** With its name, where there is room for it. */
function Action({
  icon,
  name,
  onClick,
  always = false,
}: {
  readonly icon: IconName;
  readonly name: string;
  readonly onClick: () => void;
  readonly always?: boolean;
}): ReactNode {
  return (
    <button type="button" className="selection-action" title={name} onClick={onClick}>
      <Icon name={icon} />
      <span className={always ? undefined : 'roomy'}>{name}</span>
    </button>
  );
}

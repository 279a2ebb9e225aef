import type { ReactNode } from 'react';
import { useLanguage } from '../../client/contexts.ts';
import { Icon, type IconName } from '../../ui/icon.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { MenuButton } from '../../ui/menu-button.tsx';
import type { ActionTarget } from '../actions/action-target.ts';
import type { PhotoActions } from '../actions/use-photo-actions.tsx';
import type { NamedLabel } from '../labels/correct-label.ts';

interface Props {
  /** The chosen photos. */
  readonly target: ActionTarget;
  /** What was searched for: the photos are it, or are not. */
  readonly queryLabels: readonly NamedLabel[];
  readonly actions: PhotoActions;
  readonly onCorrect: (label: NamedLabel, applies: boolean) => void;
  readonly onClear: () => void;
}

/** What can be done with the chosen photos. */
export function SelectionBar({ target, queryLabels, actions, onCorrect, onClear }: Props): ReactNode {
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
      <b role="status">{t.selected(target.photos.length)}</b>
      {queryLabels.map((label) => (
        <span key={label.label} className="selection-label">
          <span className="selection-name" aria-hidden="true">
            {t.isIt(label.name)}
          </span>
          <Action icon="check" name={t.is(label.name)} onClick={() => onCorrect(label, true)} always />
          <Action icon="close" name={t.isNot(label.name)} onClick={() => onCorrect(label, false)} always />
        </span>
      ))}
      {actions.buttons(target).map(({ id, icon, name, nameWithKey, isOn, run }) => (
        <Action key={id} icon={icon} name={name} title={nameWithKey} pressed={isOn} onClick={run} />
      ))}
      <MenuButton
        label={t.more}
        title={t.more}
        className="icon-button"
        sections={actions.menu(target, 'rest')}
      >
        <Icon name="more" />
      </MenuButton>
      <IconButton icon="close" label={t.clearSelection} onClick={onClear} />
    </section>
  );
}

/** With its name, where there is room for it. */
function Action({
  icon,
  name,
  title = name,
  pressed,
  onClick,
  always = false,
}: {
  readonly icon: IconName;
  readonly name: string;
  readonly title?: string;
  readonly pressed?: boolean | undefined;
  readonly onClick: () => void;
  readonly always?: boolean;
}): ReactNode {
  return (
    <button type="button" className="selection-action" title={title} aria-pressed={pressed} onClick={onClick}>
      <Icon name={icon} />
      <span className={always ? undefined : 'roomy'}>{name}</span>
    </button>
  );
}

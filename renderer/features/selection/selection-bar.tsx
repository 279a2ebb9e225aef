import { type FocusEvent, type KeyboardEvent, type ReactNode, useRef } from 'react';
import type { PhotoActionId } from '../../../src/api/photo-actions.ts';
import { useLanguage } from '../../client/contexts.ts';
import { Icon, type IconName } from '../../ui/icon.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { MenuButton } from '../../ui/menu-button.tsx';
import { useFitting } from '../../ui/use-fitting.ts';
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
  /** A key that is none of the bar's own. */
  readonly onKey: (event: KeyboardEvent) => void;
  readonly onFocus: (event: FocusEvent<HTMLElement>) => void;
  readonly onBlur: (event: FocusEvent) => void;
}

/** An action of the bar; one without an id corrects a label. */
interface BarAction {
  readonly key: string;
  readonly id: PhotoActionId | null;
  readonly icon: IconName;
  readonly name: string;
  readonly title: string;
  readonly isOn: boolean | undefined;
  readonly run: () => void;
}

/** What can be done with the chosen photos: in words, and behind "More" what the bar has no room for. */
export function SelectionBar(props: Props): ReactNode {
  const { target, queryLabels, actions, onCorrect, onClear, onKey, onFocus, onBlur } = props;
  const { t } = useLanguage();
  const row = useRef<HTMLDivElement>(null);
  const fitting = useFitting(row);
  const correction = (label: NamedLabel, applies: boolean): BarAction => {
    const name = applies ? t.is(label.name) : t.isNot(label.name);
    return {
      key: `${label.label} ${applies}`,
      id: null,
      icon: applies ? 'check' : 'close',
      name,
      title: name,
      isOn: undefined,
      run: () => onCorrect(label, applies),
    };
  };
  const all: readonly BarAction[] = [
    ...queryLabels.flatMap((label) => [correction(label, true), correction(label, false)]),
    ...actions.buttons(target).map(({ nameWithKey, ...button }) => ({
      ...button,
      key: button.id,
      title: nameWithKey,
    })),
  ];
  const hidden = all.slice(fitting).filter(({ id }) => id === null);
  const shown = all.slice(0, fitting).flatMap(({ id }) => id ?? []);
  return (
    <section
      className="selection-bar"
      aria-label={t.selection}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') {
          onKey(event);
          return;
        }
        // It does not leave the page too.
        event.preventDefault();
        onClear();
      }}
      onFocus={onFocus}
      onBlur={onBlur}
    >
      <b role="status">{t.selected(target.photos.length)}</b>
      <div ref={row} className="selection-row">
        {all.map(({ key, icon, name, title, isOn, run }, at) => (
          <button
            key={key}
            type="button"
            className="selection-action"
            // It keeps its place, by which the room is measured.
            style={at < fitting ? undefined : { visibility: 'hidden' }}
            title={title}
            aria-pressed={isOn}
            onClick={run}
          >
            <Icon name={icon} />
            <span>{name}</span>
          </button>
        ))}
      </div>
      <MenuButton
        label={t.more}
        title={t.more}
        className="selection-action"
        sections={[
          {
            key: 'corrections',
            items: hidden.map(({ key, icon, name, run }) => ({ key, icon, name, onChoose: run })),
          },
          ...actions.menu(target, shown),
        ]}
      >
        <Icon name="more" />
        <span>{t.more}</span>
      </MenuButton>
      <IconButton icon="close" label={t.clearSelection} onClick={onClear} />
    </section>
  );
}

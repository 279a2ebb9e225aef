import { type ReactNode, useEffect, useEffectEvent, useState } from 'react';
import {
  type Ability,
  canDo,
  keyName,
  PHOTO_ACTION_IDS,
  PHOTO_ACTIONS,
  type PhotoActionId,
  photoActionOf,
} from '../../../src/api/photo-actions.ts';
import { useConnection, useLanguage, useNotices, useUserActions } from '../../client/contexts.ts';
import type { Strings } from '../../i18n/strings.ts';
import type { IconName } from '../../ui/icon.tsx';
import type { MenuItem, MenuSection } from '../../ui/menu-items.tsx';
import { ActionDialog } from './action-dialog.tsx';
import type { ActionDialogName, ActionSurface, ActionTarget } from './action-target.ts';
import { type ActionTools, PHOTO_ACTION_ROWS } from './photo-action-rows.ts';

/** An action on some photos, as a button of a bar. */
export interface PhotoActionButton {
  readonly id: PhotoActionId;
  readonly icon: IconName;
  readonly name: string;
  readonly nameWithKey: string;
  /** Undefined for an action that is not switched on and off. */
  readonly isOn: boolean | undefined;
  readonly run: () => void;
}

export interface PhotoActions {
  /** The actions on these photos that are buttons of the bar. */
  readonly buttons: (target: ActionTarget) => readonly PhotoActionButton[];
  /** All actions on these photos but those that are shown as buttons. */
  readonly menu: (target: ActionTarget, shown: readonly PhotoActionId[]) => readonly MenuSection[];
  /** What a key does with these photos; null for a key of no action. */
  readonly byKey: (key: string, target: ActionTarget) => (() => void) | null;
  /** The open dialog of an action; null if none is open. */
  readonly dialog: ReactNode;
}

/** Which actions there are on a surface, and which of them is for which photos. */
function availability({ name, album }: ActionSurface, abilities: ReadonlySet<Ability>) {
  const has = {
    everywhere: true,
    grid: name === 'grid',
    album: album !== null,
    'own-album': album?.isByHand === true,
  };
  const isHere = (id: PhotoActionId): boolean => has[PHOTO_ACTIONS[id].surface] && canDo(id, abilities);
  return {
    isHere,
    isFor: (id: PhotoActionId, { photos }: ActionTarget): boolean =>
      isHere(id) && (PHOTO_ACTIONS[id].on === 'any' || photos.length === 1),
    isInBar: (id: PhotoActionId): boolean => PHOTO_ACTION_ROWS[id].bars.includes(name),
  };
}

/** Actions as the items of a menu, those of one group together. */
function sectionsOf(
  ids: readonly PhotoActionId[],
  target: ActionTarget,
  t: Strings,
  run: (id: PhotoActionId) => void,
): MenuSection[] {
  const itemOf = (id: PhotoActionId): MenuItem => ({
    key: id,
    name: t.actionName(id),
    icon: PHOTO_ACTION_ROWS[id].icon,
    hint: keyName(PHOTO_ACTIONS[id].key),
    isOn: PHOTO_ACTION_ROWS[id].isOn?.(target),
    onChoose: () => run(id),
  });
  return [...new Set(ids.map((id) => PHOTO_ACTIONS[id].group))].map((group) => ({
    key: group,
    items: ids.filter((id) => PHOTO_ACTIONS[id].group === group).map(itemOf),
  }));
}

interface OpenDialog {
  readonly name: ActionDialogName;
  readonly target: ActionTarget;
}

/**
 * The actions on photos, for a surface that shows photos.
 * @param current the photos that commands of the desktop app's menu are for; null while something lies over the surface
 */
export function usePhotoActions(surface: ActionSurface, current: () => ActionTarget | null): PhotoActions {
  const connection = useConnection();
  const notices = useNotices();
  const userData = useUserActions();
  const { t } = useLanguage();
  const [open, setOpen] = useState<OpenDialog | null>(null);
  const { desktop } = connection;
  const { isHere, isFor, isInBar } = availability(surface, connection.abilities);
  const show = (name: ActionDialogName, target: ActionTarget): void => setOpen({ name, target });

  const run = (id: PhotoActionId, target: ActionTarget): void => {
    const tools: ActionTools = { t, connection, notices, userData, surface, show };
    if (isFor(id, target)) PHOTO_ACTION_ROWS[id].run(target, tools);
    else if (isHere(id)) notices.notify(t.onlyForOne);
    else if (PHOTO_ACTIONS[id].group === 'album') notices.notify(t.onlyInAlbum);
  };
  const onCommand = useEffectEvent((command: string): void => {
    const id = photoActionOf(command);
    const target = id === null ? null : current();
    if (id !== null && target !== null) run(id, target);
  });
  useEffect(() => desktop?.onCommand((command) => onCommand(command)), [desktop]);

  return {
    buttons: (target) =>
      PHOTO_ACTION_IDS.filter((id) => isInBar(id) && isFor(id, target)).map((id) => ({
        id,
        icon: PHOTO_ACTION_ROWS[id].icon,
        isOn: PHOTO_ACTION_ROWS[id].isOn?.(target),
        name: t.actionName(id),
        nameWithKey: t.actionWithKey(id),
        run: () => run(id, target),
      })),
    menu: (target, shown) => {
      const ids = PHOTO_ACTION_IDS.filter((id) => isFor(id, target) && !shown.includes(id));
      return sectionsOf(ids, target, t, (id) => run(id, target));
    },
    byKey: (key, target) => {
      const id = PHOTO_ACTION_IDS.find((one) => PHOTO_ACTIONS[one].key === key && isHere(one));
      return id === undefined ? null : () => run(id, target);
    },
    dialog: open !== null && (
      <ActionDialog {...open} onTrashed={surface.onTrashed} onClose={() => setOpen(null)} />
    ),
  };
}

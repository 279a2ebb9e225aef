import { type KeyboardEvent, type MouseEvent, type ReactNode, useState } from 'react';
import { useLanguage } from '../../client/contexts.ts';
import { ContextMenu, type MenuPlace, placeOf } from '../../ui/context-menu.tsx';
import type { ActionTarget } from './action-target.ts';
import type { PhotoActions } from './use-photo-actions.tsx';

export interface ActionMenu {
  /** Opens it where the pointer is, or in the middle of the element for the keyboard. */
  readonly openAt: (event: MouseEvent | KeyboardEvent, element: Element, target: ActionTarget) => void;
  /** The open menu; null while it is closed. */
  readonly menu: ReactNode;
}

/** Whether a key asks for the context menu of what has the focus. */
export const isMenuKey = ({ key, shiftKey }: KeyboardEvent): boolean =>
  key === 'ContextMenu' || (key === 'F10' && shiftKey);

/** The context menu of photos, with every action on them. */
export function useActionMenu(actions: PhotoActions): ActionMenu {
  const { t } = useLanguage();
  const [open, setOpen] = useState<{ readonly place: MenuPlace; readonly target: ActionTarget } | null>(null);
  return {
    openAt: (event, element, target) => {
      event.preventDefault();
      const isPointer = 'clientX' in event && (event.clientX !== 0 || event.clientY !== 0);
      setOpen({ place: isPointer ? { x: event.clientX, y: event.clientY } : placeOf(element), target });
    },
    menu:
      open === null ? null : (
        <ContextMenu
          label={
            open.target.photos.length === 1 ? t.photoActions : t.photoActionsOf(open.target.photos.length)
          }
          place={open.place}
          sections={actions.menu(open.target, [])}
          onClose={() => setOpen(null)}
        />
      ),
  };
}

import { useCallback } from 'react';
import type { Hit, PhotoDetails } from '../../../src/api/contract.ts';
import { useConnection, useLanguage, useNotices, useUserActions } from '../../client/contexts.ts';
import { correctLabel, type NamedLabel } from '../labels/correct-label.ts';
import { copyPicture } from './copy-picture.ts';

export interface ViewerActions {
  /** The photo is the label, or is not; null takes it back. */
  readonly correct: (label: NamedLabel, applies: boolean | null) => void;
  readonly toggleFavourite: () => void;
  readonly copy: () => void;
  /** In the desktop app only. */
  readonly showInFolder: (() => void) | null;
  readonly openPhoto: (() => void) | null;
}

/** Actions on the open photo. */
export function useViewerActions(hit: Hit | null, details: PhotoDetails | null): ViewerActions {
  const { desktop, picture } = useConnection();
  const { t } = useLanguage();
  const { report, notify } = useNotices();
  const userData = useUserActions();
  const photo = hit?.photo ?? null;
  const onDesktop = (run: ((photo: number) => Promise<void>) | undefined): (() => void) | null =>
    run === undefined
      ? null
      : () => {
          if (photo !== null) run(photo).catch(report);
        };
  return {
    correct: useCallback(
      (label, applies) => {
        if (photo !== null) correctLabel(userData, t, [photo], label, applies);
      },
      [userData, t, photo],
    ),
    toggleFavourite: () => {
      if (details === null) return;
      const on = !details.favourite;
      userData.act(userData.session.setFavourite([details.photo], on), on ? t.madeFavourite : t.noFavourite);
    },
    copy: () => {
      if (photo === null) return;
      // The desktop app's window may not write into the clipboard.
      (desktop === null ? copyPicture(picture('original', photo)) : desktop.copyPhoto(photo)).then(
        () => notify(t.copied),
        () => notify(t.notCopied),
      );
    },
    showInFolder: onDesktop(desktop?.showInFolder),
    openPhoto: onDesktop(desktop?.openPhoto),
  };
}

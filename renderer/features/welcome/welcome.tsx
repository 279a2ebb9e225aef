import { type ReactNode, useEffect, useState } from 'react';
import { useConnection, useLanguage, useNotices } from '../../client/contexts.ts';
import { useQueryState } from '../../client/use-query.ts';
import { Icon } from '../../ui/icon.tsx';
import { AddFolder } from '../folders/add-folder.tsx';
import { AboutSheet } from '../settings/about-sheet.tsx';

interface Props {
  /** Goes to the settings: the language, and the restore of a backup. */
  readonly onSettings: () => void;
}

/** The first screen, before there is any folder: what will happen, and the ways to begin. */
export function Welcome({ onSettings }: Props): ReactNode {
  const { client, desktop } = useConnection();
  const { t } = useLanguage();
  const { report } = useNotices();
  const [isBusy, setBusy] = useState(false);
  const { data, isPending } = useQueryState('folders.pictures', {}, { isSilent: true });
  /** The name of the folder for pictures; without an answer there is none to offer. */
  const pictures = data?.name ?? null;
  const [showsAbout, setShowsAbout] = useState(false);
  // Of the menu, what makes sense before there are photos.
  useEffect(
    () =>
      desktop?.onCommand((command) => {
        if (command === 'about') setShowsAbout(true);
        else if (command === 'add-folder' || command === 'go:folders') desktop.pickFolder().catch(report);
      }),
    [desktop, report],
  );
  const add = (call: 'folders.addPictures' | 'folders.addSamples'): void => {
    setBusy(true);
    client(call, {})
      .catch(report)
      .finally(() => setBusy(false));
  };
  if (isPending) return null;
  return (
    <main className="welcome">
      <div className="welcome-card">
        <img className="welcome-icon" src="./icon.svg" alt="" />
        <h1>{t.welcome}</h1>
        <p className="lead">{t.welcomeLead}</p>
        {pictures !== null && (
          <button
            type="button"
            className="button primary"
            disabled={isBusy}
            onClick={() => add('folders.addPictures')}
          >
            <Icon name="folder" /> {t.takeFolder(pictures)}
          </button>
        )}
        <AddFolder isSecond={pictures !== null} />
        <p className="or">
          <span>{t.or}</span>
        </p>
        <div className="welcome-samples">
          <button
            type="button"
            className="button"
            disabled={isBusy}
            onClick={() => add('folders.addSamples')}
          >
            <Icon name="picture" /> {t.trySamples}
          </button>
          <p className="muted">{t.samplesMeaning}</p>
        </div>
        <button type="button" className="button quiet" onClick={onSettings}>
          <Icon name="settings" /> {t.settings}
        </button>
        <ul className="plain promises">
          {t.promises.map(([title, text]) => (
            <li key={title}>
              <Icon name="check" />
              <span>
                <b>{title}</b> {text}
              </span>
            </li>
          ))}
        </ul>
      </div>
      {showsAbout && <AboutSheet onClose={() => setShowsAbout(false)} />}
    </main>
  );
}

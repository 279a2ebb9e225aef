import { type ReactNode, useEffect, useState } from 'react';
import { useApp } from '../../client/app-context.ts';
import { Icon } from '../../ui/icon.tsx';
import { AddFolder } from '../folders/add-folder.tsx';
import { AboutSheet } from '../settings/about-sheet.tsx';

/** The first screen, before there is any folder: what will happen, and the ways to begin. */
export function Welcome({ onAdded }: { readonly onAdded: () => void }): ReactNode {
  const { client, t, desktop, report } = useApp();
  const [isBusy, setBusy] = useState(false);
  /** The name of the folder for pictures; undefined before it is known whether there is one. */
  const [pictures, setPictures] = useState<string | null>();
  useEffect(() => {
    client('folders.pictures', {}).then(
      ({ name }) => setPictures(name),
      () => setPictures(null),
    );
  }, [client]);
  const [showsAbout, setShowsAbout] = useState(false);
  // Of the menu, what makes sense before there are photos.
  useEffect(
    () =>
      desktop?.onCommand((command) => {
        if (command === 'about') setShowsAbout(true);
        else if (command === 'add-folder' || command === 'folders')
          desktop.pickFolder().then((folder) => folder !== null && onAdded(), report);
      }),
    [desktop, onAdded, report],
  );
  const add = (call: 'folders.addPictures' | 'folders.addSamples'): void => {
    setBusy(true);
    client(call, {})
      .then(onAdded, report)
      .finally(() => setBusy(false));
  };
  if (pictures === undefined) return null;
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
        <AddFolder onAdded={onAdded} isSecond={pictures !== null} />
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

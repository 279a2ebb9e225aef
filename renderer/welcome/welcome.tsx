import { type ReactNode, useState } from 'react';
import { AddFolder } from '../folders/add-folder.tsx';
import { useApp } from '../parts/app-context.ts';
import { Icon } from '../parts/icon.tsx';

/** The first screen, before there is any folder: what will happen, and the two ways to begin. */
export function Welcome({ onAdded }: { readonly onAdded: () => void }): ReactNode {
  const { client, t, report } = useApp();
  const [isBusy, setBusy] = useState(false);
  const addSamples = (): void => {
    setBusy(true);
    client('folders.addSamples', {})
      .then(onAdded, report)
      .finally(() => setBusy(false));
  };
  return (
    <main className="welcome">
      <div className="welcome-card">
        <img className="welcome-icon" src="./icon.svg" alt="" />
        <h1>{t.welcome}</h1>
        <p className="lead">{t.welcomeLead}</p>
        <AddFolder onAdded={onAdded} />
        <p className="or">
          <span>{t.or}</span>
        </p>
        <button type="button" className="button" disabled={isBusy} onClick={addSamples}>
          <Icon name="picture" /> {t.trySamples}
        </button>
        <ul className="plain promises">
          {t.promises.map(([title, text]) => (
            <li key={title}>
              <b>{title}</b> {text}
            </li>
          ))}
        </ul>
      </div>
    </main>
  );
}

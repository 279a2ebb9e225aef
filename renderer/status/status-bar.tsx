import type { ReactNode } from 'react';
import type { Status } from '../../src/api/contract.ts';
import { useApp } from '../parts/app-context.ts';
import { IconButton } from '../parts/icon-button.tsx';
import { isBusy } from './status-watch.ts';

/** What the program is doing, in one line, with a way to hold it. */
export function StatusBar({ status }: { readonly status: Status }): ReactNode {
  const { client, t, report, poke } = useApp();
  const { phase, found, done, photosPerSecond, secondsLeft, device } = status;
  const isHeld = phase === 'paused' || phase === 'stopped';
  const hasProgress = phase !== 'idle' && found > 0;
  const parts = [
    t.phase(phase, found, done),
    phase === 'indexing' && photosPerSecond > 0 && t.perSecond(photosPerSecond),
    phase === 'indexing' && secondsLeft !== null && secondsLeft > 0 && t.timeLeft(secondsLeft),
  ].filter((part) => part !== false);
  const call = isHeld ? 'index.resume' : 'index.pause';
  return (
    <footer className="status-bar">
      {hasProgress && (
        <progress
          className={phase}
          aria-label={t.progress}
          max={found}
          value={phase === 'scanning' && done === 0 ? undefined : done}
        />
      )}
      <span className="status-text">{parts.join(' · ')}</span>
      {device !== null && <span className="status-device muted">{device}</span>}
      {(isBusy(status) || isHeld) && (
        <IconButton
          icon={isHeld ? 'play' : 'pause'}
          label={isHeld ? t.resume : t.pause}
          onClick={() => void client(call, {}).then(poke, report)}
        />
      )}
    </footer>
  );
}

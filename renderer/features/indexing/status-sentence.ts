import type { Status } from '../../../src/api/contract.ts';
import type { Strings } from '../../i18n/strings.ts';

/** Where looking at the photos is, in a few words: "Looking at photos: 20 of 300". */
export function statusSentence(status: Status, t: Strings): string {
  const { phase, pausedBy, found, done, photos, analysis } = status;
  if (status.isLockedElsewhere) return t.lockedElsewhere;
  if (pausedBy === 'comparing') return t.waitsForComparison;
  if (phase === 'paused' && pausedBy === 'battery') return t.pausedOnBattery(done, found);
  if (phase === 'analysing' && analysis !== null)
    return t.analysing[analysis.analyser](analysis.found, analysis.done);
  const isDone = phase === 'idle' && done >= found;
  // In the end, the photos that can be seen are counted, as above the grid; until then their files.
  return isDone ? t.phase(phase, photos, photos) : t.phase(phase, found, done);
}

/** How far the passes before recognition are, rate and time left; null if unknown. */
export function statusRate(status: Status, t: Strings): string | null {
  const { phase, found, listed, decoded, done, photosPerSecond, secondsLeft } = status;
  if (phase !== 'indexing' && phase !== 'analysing') return null;
  const parts = [
    phase === 'indexing' && done < found && t.passes(decoded, listed),
    photosPerSecond > 0 && t.perSecond(photosPerSecond),
    secondsLeft !== null && secondsLeft > 0 && t.timeLeft(secondsLeft),
  ].filter((part) => part !== false);
  return parts.length === 0 ? null : parts.join(' · ');
}

/** The part that seldom changes, for screen readers. */
export function statusNews(status: Status, t: Strings): string {
  const { phase, pausedBy, found, done, device, engine } = status;
  if (status.isLockedElsewhere) return t.lockedElsewhere;
  if (pausedBy === 'comparing') return t.waitsForComparison;
  if (engine !== null && engine.failed !== null && device !== null)
    return t.engineFailed(engine.failed.device, engine.failed.reason, device);
  if (pausedBy === 'battery') return t.waitsForCharger;
  return phase === 'idle' && (found === 0 || done < found) ? '' : t.phaseNews[phase];
}

import type { Status } from '../../../src/api/contract.ts';
import type { PausedBy } from '../../../src/domain/paused-by.ts';
import type { Strings } from '../../i18n/strings.ts';

/** A pause that the user did not choose: in a few words while it holds (null: as the phase is called), in a sentence. */
interface Pause {
  readonly inShort: (status: Status, t: Strings) => string | null;
  readonly sentence: (t: Strings) => string;
}

const PAUSES: Readonly<Record<PausedBy, Pause | null>> = {
  person: null,
  battery: {
    inShort: ({ phase, done, found }, t) => (phase === 'paused' ? t.pausedOnBattery(done, found) : null),
    sentence: (t) => t.waitsForCharger,
  },
  comparing: {
    inShort: (_, t) => t.waitsForComparison,
    sentence: (t) => t.waitsForComparison,
  },
};

const pauseOf = ({ pausedBy }: Status): Pause | null => (pausedBy === null ? null : PAUSES[pausedBy]);

/** Why indexing is paused; null where it is not, or where the user paused it. */
export const pauseSentence = (status: Status, t: Strings): string | null =>
  pauseOf(status)?.sentence(t) ?? null;

/** Where looking at the photos is, in a few words: "Looking at photos: 20 of 300". */
export function statusSentence(status: Status, t: Strings): string {
  const { phase, found, done, photos, analysis } = status;
  if (status.isLockedElsewhere) return t.lockedElsewhere;
  const pause = pauseOf(status)?.inShort(status, t) ?? null;
  if (pause !== null) return pause;
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
  const { phase, found, done, device, engine } = status;
  if (status.isLockedElsewhere) return t.lockedElsewhere;
  const pause = pauseSentence(status, t);
  if (pause !== null) return pause;
  if (engine !== null && engine.failed !== null && device !== null)
    return t.engineFailed(engine.failed.device, engine.failed.reason, device);
  return phase === 'idle' && (found === 0 || done < found) ? '' : t.phaseNews[phase];
}

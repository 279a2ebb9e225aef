/** Seconds that a photo is shown for. */
export const SPEEDS = [3, 5, 10] as const;

/** How a slideshow plays; remembered. */
export interface SlideshowChoices {
  readonly seconds: (typeof SPEEDS)[number];
  readonly isShuffled: boolean;
  readonly repeats: boolean;
  readonly playsFilms: boolean;
  /** Photos move slowly; never where the system asks for less motion. */
  readonly moves: boolean;
}

const DEFAULT: SlideshowChoices = {
  seconds: 5,
  isShuffled: false,
  repeats: false,
  playsFilms: true,
  moves: true,
};
const KEPT_AS = 'beachcomb.slideshow';

/** Reads what `printChoices` wrote; what is not there, or not valid, is as it was at first. */
export function parseChoices(text: string | null): SlideshowChoices {
  let kept: unknown = null;
  try {
    kept = JSON.parse(text ?? 'null');
  } catch {
    // Written by something else: as if nobody had chosen.
    return DEFAULT;
  }
  if (typeof kept !== 'object' || kept === null) return DEFAULT;
  const given = new Map(Object.entries(kept));
  const isOn = (name: Exclude<keyof SlideshowChoices, 'seconds'>): boolean => {
    const value = given.get(name);
    return typeof value === 'boolean' ? value : DEFAULT[name];
  };
  return {
    seconds: SPEEDS.find((one) => one === given.get('seconds')) ?? DEFAULT.seconds,
    isShuffled: isOn('isShuffled'),
    repeats: isOn('repeats'),
    playsFilms: isOn('playsFilms'),
    moves: isOn('moves'),
  };
}

export function keptChoices(): SlideshowChoices {
  try {
    return parseChoices(localStorage.getItem(KEPT_AS));
  } catch {
    // Without storage, it starts from the default each time.
    return DEFAULT;
  }
}

export function keepChoices(choices: SlideshowChoices): void {
  try {
    localStorage.setItem(KEPT_AS, JSON.stringify(choices));
  } catch {
    // Then they hold for this slideshow.
  }
}

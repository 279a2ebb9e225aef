import { createContext, use } from 'react';
import type { SlideSource } from './slideshow-session.ts';

type Play = (source: SlideSource) => void;

/** Outside of the window's frame there is no slideshow. */
export const PlayContext = createContext<Play>(() => undefined);

/** Starts a slideshow over whatever is shown. */
export const usePlay = (): Play => use(PlayContext);

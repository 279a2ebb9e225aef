import {
  type ReactNode,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react';
import { useLanguage, useNotices } from '../../client/contexts.ts';
import { useQuery } from '../../client/use-query.ts';
import { createBaseMap, drawBaseMap, type MapColours } from './base-map.ts';
import { drawNames } from './draw-names.ts';
import { areaInView, type MapSize, type MapView } from './map-view.ts';
import type { LabelBox } from './place-labels.ts';
import { wholeTiles } from './whole-tiles.ts';

interface Props {
  readonly view: MapView;
  readonly size: MapSize;
  /** What names stand clear of. */
  readonly obstacles: readonly LabelBox[];
}

/** Cities that are asked for at once: more than have room, since the view is moved. */
const MOST_CITIES = 300;

/** What lies over a map: its source at the lower left, its buttons at the lower right. */
const ownParts = ({ width, height }: MapSize): LabelBox[] => [
  { left: 0, top: height - 26, width: 170, height: 26 },
  { left: width - 64, top: height - 150, width: 64, height: 150 },
];

/** Changes with the look of the window: what is drawn takes its colours from the style of the canvas. */
function subscribeToLook(onChange: () => void): () => void {
  const queries = ['(prefers-color-scheme: dark)', '(forced-colors: active)'].map((query) =>
    window.matchMedia(query),
  );
  for (const query of queries) query.addEventListener('change', onChange);
  const observer = new MutationObserver(onChange);
  observer.observe(document.documentElement, { attributeFilter: ['data-theme'] });
  return () => {
    for (const query of queries) query.removeEventListener('change', onChange);
    observer.disconnect();
  };
}
const lookNow = (): string =>
  [
    document.documentElement.dataset['theme'] ?? '',
    ...['(prefers-color-scheme: dark)', '(forced-colors: active)'].map(
      (query) => window.matchMedia(query).matches,
    ),
  ].join(' ');

/** Colours that the style sheet gives the canvas, in properties of which a canvas shows none itself. */
function coloursOf(canvas: HTMLCanvasElement): MapColours {
  const style = getComputedStyle(canvas);
  return {
    sea: style.backgroundColor,
    text: style.color,
    land: style.fill,
    border: style.stroke,
    muted: style.outlineColor,
    halo: style.floodColor,
  };
}

/** Names of countries by their ISO 3166-1 numeric code, in the language of the window. */
function useCountryNames(): (id: string) => string | null {
  const { language } = useLanguage();
  const countries = useQuery('map.countries', {});
  return useMemo(() => {
    const names = new Map(countries?.map(({ code, name }) => [code, name[language]]));
    // A numeric code is an older name of the region's code of two letters.
    return (id) => names.get(new Intl.Locale(`und-${id}`).region ?? '') ?? null;
  }, [countries, language]);
}

/** The land with the names of countries and cities. */
export function MapCanvas({ view, size, obstacles }: Props): ReactNode {
  const { language } = useLanguage();
  const { report } = useNotices();
  const canvas = useRef<HTMLCanvasElement>(null);
  const [, setLoads] = useState(0);
  const [base] = useState(() => createBaseMap(() => setLoads((before) => before + 1), report));
  useSyncExternalStore(subscribeToLook, lookNow);
  const countryName = useCountryNames();
  const area = wholeTiles(areaInView(view, size), view.zoom);
  const cities = useQuery('map.cities', { area, most: MOST_CITIES }, { keeps: () => true });
  const density = Math.min(window.devicePixelRatio, 2);

  useLayoutEffect(() => {
    const shown = canvas.current;
    if (shown === null) return;
    shown.width = Math.round(size.width * density);
    shown.height = Math.round(size.height * density);
  }, [size, density]);
  // Whenever anything has changed: what is drawn depends on the look and on what is loaded too.
  useEffect(() => {
    const shown = canvas.current;
    const context = shown?.getContext('2d') ?? null;
    if (shown === null || context === null) return;
    const colours = coloursOf(shown);
    drawBaseMap(context, base.countries(view.zoom), { view, size, density, colours });
    const names = drawNames(context, view, size, colours, {
      countries: base.named(),
      countryName,
      cities: cities ?? [],
      obstacles: [...obstacles, ...ownParts(size)],
      cityName: ({ name }) => name[language],
      family: getComputedStyle(shown).fontFamily,
    });
    // For tests: what a canvas shows cannot be read from it.
    shown.dataset['names'] = String(names);
  });
  return <canvas ref={canvas} className="map-canvas" />;
}

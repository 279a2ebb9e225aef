import type { PlaceKey, PlaceName } from './place.ts';

export type { PlaceKey } from './place.ts';
export const placesAt = (_latitude: number, _longitude: number): readonly PlaceKey[] => [];
export const placeName = (key: PlaceKey): PlaceName => ({ en: key, zh: key });
export const containing = (_key: PlaceKey): readonly PlaceKey[] => [];
export const findPlaces = (_text: string): readonly PlaceKey[] => [];
export const longestPlaceAt = (_text: string, _start: number): number => 0;
export const longestPlace = (_tokens: readonly string[], _start: number): number => 0;

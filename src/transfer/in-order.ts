import type { UserData } from '../domain/user-data.ts';

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const NONE = new Uint8Array();

/**
 * Sorts user data, so that two exports of the same data are the same text: corrections and favourites by photo, the
 * rest by age. Photos of an album keep their order.
 */
export const inOrder = (userData: UserData): UserData => ({
  corrections: userData.corrections.toSorted(
    (a, b) =>
      Buffer.compare(a.photo, b.photo) ||
      byText(a.label, b.label) ||
      a.at - b.at ||
      Number(a.applies) - Number(b.applies),
  ),
  customLabels: userData.customLabels.toSorted((a, b) => a.at - b.at || byText(a.key, b.key)),
  favourites: userData.favourites.toSorted((a, b) => Buffer.compare(a.photo, b.photo) || a.at - b.at),
  albums: userData.albums.toSorted((a, b) => a.id - b.id),
  photoEdits: userData.photoEdits.toSorted(
    (a, b) =>
      Buffer.compare(a.photo, b.photo) || byText(a.field, b.field) || a.at - b.at || byText(a.value, b.value),
  ),
  memoryExclusions: userData.memoryExclusions.toSorted(
    (a, b) => a.at - b.at || byText(a.kind, b.kind) || byText(a.value, b.value),
  ),
  declinedImports: userData.declinedImports.toSorted(
    (a, b) => a.at - b.at || Buffer.compare(a.photo ?? NONE, b.photo ?? NONE) || byText(a.what, b.what),
  ),
  savedSearches: userData.savedSearches.toSorted((a, b) => a.at - b.at || byText(a.text, b.text)),
});

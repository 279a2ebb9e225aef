import type { UserData } from '../domain/user-data.ts';

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/**
 * The same in a fixed order, so that two exports of the same are the same text: answers and favourites by
 * photo, the rest by age. Photos of an album keep the order that a person gave them.
 */
export const inOrder = (userData: UserData): UserData => ({
  corrections: userData.corrections.toSorted(
    (a, b) =>
      Buffer.compare(a.photo, b.photo) ||
      byText(a.label, b.label) ||
      a.at - b.at ||
      Number(a.says) - Number(b.says),
  ),
  customLabels: userData.customLabels.toSorted((a, b) => a.at - b.at || byText(a.key, b.key)),
  favourites: userData.favourites.toSorted((a, b) => Buffer.compare(a.photo, b.photo) || a.at - b.at),
  albums: userData.albums.toSorted((a, b) => a.id - b.id),
  savedSearches: userData.savedSearches.toSorted((a, b) => a.at - b.at || byText(a.text, b.text)),
});

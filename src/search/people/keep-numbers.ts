import type { StoredFaceGroups } from '../../store/face-groups-reader.ts';
import { faceKey } from './people-groups.ts';

/**
 * Numbers groups: each takes the number that most of its faces had, and a number goes to the group that has most of its
 * faces. Other groups get numbers that were never given.
 * @param keys of all faces
 * @param groups of the same faces, by any number; null: in none
 */
export function keepNumbers(
  keys: readonly string[],
  groups: readonly (number | null)[],
  before: StoredFaceGroups,
): { readonly numbers: readonly (number | null)[]; readonly next: number } {
  const was = new Map(before.faces.map((face) => [faceKey(face), face.group]));
  const shared = new Map<string, { readonly group: number; readonly number: number; count: number }>();
  for (const [at, group] of groups.entries()) {
    const number = was.get(keys[at] ?? '') ?? null;
    if (group === null || number === null) continue;
    const pair = shared.get(`${group} ${number}`) ?? { group, number, count: 0 };
    shared.set(`${group} ${number}`, pair);
    pair.count += 1;
  }
  const numberOf = new Map<number, number>();
  const taken = new Set<number>();
  for (const { group, number } of [...shared.values()].sort(
    (a, b) => b.count - a.count || a.number - b.number || a.group - b.group,
  )) {
    if (numberOf.has(group) || taken.has(number)) continue;
    numberOf.set(group, number);
    taken.add(number);
  }
  let { next } = before;
  for (const group of groups)
    if (group !== null && !numberOf.has(group)) {
      numberOf.set(group, next);
      next += 1;
    }
  return { numbers: groups.map((group) => (group === null ? null : (numberOf.get(group) ?? null))), next };
}

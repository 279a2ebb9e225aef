import { randomUUID } from 'node:crypto';
import type { PeopleData, PersonData } from '../domain/person.ts';
import type { SidecarRecord } from './sidecar-record.ts';

/** Collects who is in photos from sidecars for an import. Several libraries may have written them: people are those of one name. */
export function peopleFromSidecars(records: Iterable<SidecarRecord>): PeopleData {
  const faces = new Map<string, PersonData['faces'][number][]>();
  for (const { userData } of records)
    for (const { name, box, at } of userData?.faces ?? []) {
      const of = faces.get(name) ?? [];
      faces.set(name, of);
      of.push({ photo: userData?.photo ?? new Uint8Array(), box, applies: true, at });
    }
  return {
    people: [...faces].map(([name, of]) => ({
      uid: randomUUID(),
      name,
      isHidden: false,
      birthday: null,
      cover: null,
      faces: of,
      at: Math.min(...of.map(({ at }) => at)),
    })),
    notFaces: [],
    differentFaces: [],
  };
}

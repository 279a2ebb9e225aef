import type { Output } from '../api/contract.ts';
import { folderName, shownName } from '../domain/path-bytes.ts';
import type { PeopleData } from '../domain/person.ts';
import type { UserData } from '../domain/user-data.ts';
import type { PeopleIndex } from '../search/people/people-index.ts';
import type { LibraryReader } from '../store/library-reader.ts';
import { type SidecarNaming, sidecarName } from '../transfer/sidecar-name.ts';
import type { SidecarContent, SidecarCorrection, SidecarFace } from '../transfer/sidecar-record.ts';
import { type SidecarEntry, writeSidecars } from '../transfer/write-sidecars.ts';
import { sidecarEdits } from './sidecar-edits.ts';
import { sidecarRegions } from './sidecar-regions.ts';
import { broaderNames } from './views/broader-names.ts';
import { labelName } from './views/label-name.ts';

/** What is written, and where it comes from. */
export interface SidecarSources {
  readonly userData: UserData;
  /** What the user stated of people. */
  readonly statedPeople: PeopleData;
  /** Who is in the photos. */
  readonly people: PeopleIndex;
  readonly reader: LibraryReader;
}

/**
 * Writes the user data of each photo into a sidecar below a chosen folder. Repeats the folders of the photos, each
 * under the name of its library folder: never beside the originals unless that folder is chosen.
 * @throws BeachcombError `folder-missing`, `disk-full`
 */
export async function exportSidecars(
  folder: string,
  form: SidecarNaming,
  sources: SidecarSources,
): Promise<Output<'userData.exportSidecars'>> {
  const { written, problems } = await writeSidecars(
    folder,
    entries(form, sources),
    new AbortController().signal,
  );
  return {
    written,
    problems: problems.map(({ path, reason }) => ({ name: shownName(path), reason })),
  };
}

async function* entries(form: SidecarNaming, sources: SidecarSources): AsyncGenerator<SidecarEntry> {
  const { userData, reader, people } = sources;
  const favourites = new Map(userData.favourites.map(({ photo, at }) => [hex(photo), at]));
  const corrections = new Map<string, SidecarCorrection[]>();
  const hashes = new Map<string, Uint8Array>();
  for (const { photo } of userData.favourites) hashes.set(hex(photo), photo);
  for (const { photo } of userData.photoEdits) hashes.set(hex(photo), photo);
  const edits = Map.groupBy(userData.photoEdits, ({ photo }) => hex(photo));
  for (const { photo, label, applies, at } of userData.corrections) {
    hashes.set(hex(photo), photo);
    const of = corrections.get(hex(photo)) ?? [];
    corrections.set(hex(photo), of);
    of.push({ label, name: labelName(label, userData.customLabels).en, applies, at });
  }
  const faces = statedFaces(sources.statedPeople, hashes);
  for (const hash of hashesWithPeople(people, reader)) hashes.set(hex(hash), hash);
  for (const [key, photo] of hashes) {
    const id = reader.photoWithHash(photo);
    const row = id === null ? null : reader.photo(id);
    if (id === null || row === null) continue;
    const of = corrections.get(key) ?? [];
    const shown = of.filter(({ applies }) => applies);
    const record: SidecarContent = {
      keywords: shown.map(({ name }) => name),
      paths: shown.map(({ label, name }) => [...broaderNames(label, userData.customLabels, 'en'), name]),
      ...(await sidecarEdits(reader, row)),
      userData: {
        photo,
        favourite: favourites.get(key) ?? null,
        corrections: of,
        faces: faces.get(key) ?? [],
        edits: edits.get(key) ?? [],
      },
      regions: await sidecarRegions(people, reader, row),
    };
    for (const place of reader.files.places(id)) {
      const path = Buffer.concat([Buffer.from(`${folderName(place.folderPath)}/`), place.path]);
      yield { path: sidecarName(path, form, false), record };
    }
  }
}

const hex = (hash: Uint8Array): string => Buffer.from(hash).toString('hex');

/** Whom the user stated that faces are, by photo; of hidden people nothing leaves the library. */
function statedFaces(stated: PeopleData, hashes: Map<string, Uint8Array>): Map<string, SidecarFace[]> {
  const faces = new Map<string, SidecarFace[]>();
  for (const { name, isHidden, faces: of } of stated.people)
    for (const { photo, box, applies, at } of name === '' || isHidden ? [] : of) {
      if (!applies) continue;
      hashes.set(hex(photo), photo);
      const those = faces.get(hex(photo)) ?? [];
      faces.set(hex(photo), those);
      those.push({ name, box, at });
    }
  return faces;
}

/** The photos of people whom the user named, those of which only the group states it included. */
function* hashesWithPeople(people: PeopleIndex, reader: LibraryReader): Generator<Uint8Array> {
  const photos = new Set(
    people
      .list()
      .filter(({ id, name, isHidden }) => id !== null && name !== '' && !isHidden)
      .flatMap(({ faces }) => faces.map(({ photo }) => photo)),
  );
  for (const photo of photos) {
    const row = reader.photo(photo);
    if (row !== null) yield row.hash;
  }
}

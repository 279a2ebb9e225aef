import type { Output } from '../api/contract.ts';
import { folderName, shownName } from '../domain/path-bytes.ts';
import type { UserData } from '../domain/user-data.ts';
import type { LibraryReader } from '../store/library-reader.ts';
import { type SidecarNaming, sidecarName } from '../transfer/sidecar-name.ts';
import type { SidecarCorrection, SidecarRecord } from '../transfer/sidecar-record.ts';
import { type SidecarEntry, writeSidecars } from '../transfer/write-sidecars.ts';
import { broaderNames } from './views/broader-names.ts';
import { labelName } from './views/label-name.ts';

/**
 * Writes the user data of each photo into a sidecar below a chosen folder. Repeats the folders of the photos, each
 * under the name of its library folder: never beside the originals unless that folder is chosen.
 * @throws BeachcombError `folder-missing`, `disk-full`
 */
export async function exportSidecars(
  folder: string,
  form: SidecarNaming,
  userData: UserData,
  reader: LibraryReader,
): Promise<Output<'userData.exportSidecars'>> {
  const { written, problems } = await writeSidecars(
    folder,
    entries(form, userData, reader),
    new AbortController().signal,
  );
  return {
    written,
    problems: problems.map(({ path, reason }) => ({ name: shownName(path), reason })),
  };
}

function* entries(form: SidecarNaming, userData: UserData, reader: LibraryReader): Generator<SidecarEntry> {
  const hex = (hash: Uint8Array): string => Buffer.from(hash).toString('hex');
  const favourites = new Map(userData.favourites.map(({ photo, at }) => [hex(photo), at]));
  const corrections = new Map<string, SidecarCorrection[]>();
  const hashes = new Map<string, Uint8Array>();
  for (const { photo } of userData.favourites) hashes.set(hex(photo), photo);
  for (const { photo, label, applies, at } of userData.corrections) {
    hashes.set(hex(photo), photo);
    const of = corrections.get(hex(photo)) ?? [];
    corrections.set(hex(photo), of);
    of.push({ label, name: labelName(label, userData.customLabels).en, applies, at });
  }
  for (const [key, photo] of hashes) {
    const id = reader.photoWithHash(photo);
    const row = id === null ? null : reader.photo(id);
    if (id === null || row === null) continue;
    const of = corrections.get(key) ?? [];
    const shown = of.filter(({ applies }) => applies);
    const record: SidecarRecord = {
      keywords: shown.map(({ name }) => name),
      paths: shown.map(({ label, name }) => [...broaderNames(label, userData.customLabels, 'en'), name]),
      rating: row.rating,
      userData: { photo, favourite: favourites.get(key) ?? null, corrections: of },
    };
    for (const place of reader.places(id)) {
      const path = Buffer.concat([Buffer.from(`${folderName(place.folderPath)}/`), place.path]);
      yield { path: sidecarName(path, form, false), record };
    }
  }
}

import path from 'node:path';
import { LibraryReader } from '../../src/store/library-reader.ts';
import { MachineWriter } from '../../src/store/machine-writer.ts';
import { PersonWriter } from '../../src/store/person-writer.ts';
import { madePhoto } from './made-photo.ts';

/** Makes a library with so many made photos in a folder, and something of every kind that a person can say. */
export function makeSpokenLibrary(library: string, folder: string, photos: number): void {
  const person = new PersonWriter(library);
  const id = person.addFolder(Buffer.from(folder), 1);
  const writer = new MachineWriter(library);
  const all = Array.from({ length: photos }, (_, n) => n + 1);
  writer.addFiles(
    id,
    all.map((n) => ({
      path: Buffer.from(path.posix.join(`d${n % 7}`, `${n}.jpg`)),
      size: n,
      mtime: n,
      ctime: n,
      kind: 'photo',
      cloudOnly: false,
    })),
  );
  writer.save(
    all.map((n) => madePhoto(n, n)),
    'm',
  );
  writer.close();
  const { said } = person;
  person.setSetting('window', { language: 'zh', theme: 'dark' });
  said.addOwnLabel('Rex', 1);
  said.say(
    all.slice(0, 40).map((n) => ({ photo: n, label: n % 3 === 0 ? 'own:1' : 'dog', says: n % 2 === 0 })),
    2,
  );
  said.setFavourite(all.slice(0, 20), true, 3);
  said.setInAlbum(said.addAlbum('Best', null, 4), all.slice(5, 15), true);
  said.addAlbum('Dogs', 'dog', 5);
  said.saveSearch('dog beach', 6);
  person.close();
}

/** All that a library knows of what a person said, and its folders. */
export function spokenOf(library: string) {
  const person = new PersonWriter(library);
  const reader = new LibraryReader(library);
  try {
    return {
      said: person.said.said(),
      folders: reader.folders().map(({ id, path: place, excluded }) => [id, place.toString(), excluded]),
      window: reader.setting('window'),
    };
  } finally {
    reader.close();
    person.close();
  }
}

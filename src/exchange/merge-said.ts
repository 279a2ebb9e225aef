import type { Album, Correction, Said } from '../domain/said.ts';
import { inOrder } from './in-order.ts';
import { OWN_LABEL_KEY } from './said-fields.ts';

const hex = (hash: Uint8Array): string => Buffer.from(hash).toString('hex');
/** Names that a person takes for the same. */
const nameKey = (name: string): string => name.trim().toLowerCase().normalize('NFC');

/**
 * One person's sayings from two libraries as one, in the order of `inOrder`. Of two answers about one photo
 * and label the later one stays, of two of the same moment mine. Own labels are the same where their names
 * are (case does not matter), albums where name and search are. Nothing of mine goes away; merging the same
 * again changes nothing. What was taken back on one side only, a favourite say, comes back from the other.
 * @param newKey gives the key of an own label that mine lacks; called once for each
 */
export function mergeSaid(mine: Said, theirs: Said, newKey: (name: string) => string): Said {
  const { ownLabels, albums } = inOrder(mine);
  const labels = [...ownLabels];
  const keyOfName = new Map(ownLabels.toReversed().map(({ key, name }) => [nameKey(name), key]));
  const myKey = new Map<string, string>();
  for (const label of theirs.ownLabels) {
    // The same key too where a library reads its own export: it may have one name twice.
    const known =
      ownLabels.find(({ key, name }) => key === label.key && nameKey(name) === nameKey(label.name))?.key ??
      keyOfName.get(nameKey(label.name));
    const key = known ?? newKey(label.name);
    if (known === undefined) {
      labels.push({ ...label, key });
      keyOfName.set(nameKey(label.name), key);
    }
    myKey.set(label.key, key);
  }
  // A key of their own without its label would be taken for one of mine: such an answer says nothing.
  const answers = theirs.corrections.flatMap((correction) => {
    const label = OWN_LABEL_KEY.test(correction.label) ? myKey.get(correction.label) : correction.label;
    return label === undefined ? [] : [{ ...correction, label }];
  });
  return inOrder({
    corrections: latest([...mine.corrections, ...answers]),
    ownLabels: labels,
    favourites: firstOfEach([...mine.favourites, ...theirs.favourites], ({ photo }) => hex(photo)),
    albums: uniteAlbums(albums, theirs.albums),
    savedSearches: firstOfEach([...mine.savedSearches, ...theirs.savedSearches], ({ text }) => text),
  });
}

function latest(corrections: readonly Correction[]): Correction[] {
  const kept = new Map<string, Correction>();
  for (const correction of corrections) {
    const key = `${hex(correction.photo)} ${correction.label}`;
    const known = kept.get(key);
    if (known === undefined || correction.at > known.at) kept.set(key, correction);
  }
  return [...kept.values()];
}

/** An album that mine lack gets the next free id. */
function uniteAlbums(mine: readonly Album[], theirs: readonly Album[]): Album[] {
  const albums = mine.map((album) => ({ ...album, photos: firstOfEach(album.photos, hex) }));
  let nextId = mine.reduce((most, { id }) => Math.max(most, id), 0) + 1;
  for (const album of theirs) {
    const same = albums.filter(
      ({ name, search }) => nameKey(name) === nameKey(album.name) && search === album.search,
    );
    const known = same.find(({ id }) => id === album.id) ?? same[0];
    if (known !== undefined) known.photos = firstOfEach([...known.photos, ...album.photos], hex);
    else albums.push({ ...album, id: nextId++, photos: firstOfEach(album.photos, hex) });
  }
  return albums;
}

function firstOfEach<Entry>(entries: readonly Entry[], keyOf: (entry: Entry) => string): Entry[] {
  const kept = new Map<string, Entry>();
  for (const entry of entries) if (!kept.has(keyOf(entry))) kept.set(keyOf(entry), entry);
  return [...kept.values()];
}

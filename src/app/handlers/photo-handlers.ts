import type { photoCalls } from '../../api/contract/photo-calls.ts';
import type { Output, ParsedInput } from '../../api/contract.ts';
import type { Handlers } from '../../api/dispatch.ts';
import { BeachcombError } from '../../domain/error.ts';
import { joinPath } from '../../domain/path-bytes.ts';
import { isLabel, labelOf } from '../../knowledge/labels/vocabulary.ts';
import { isStillThere } from '../../platform/files/read-photo.ts';
import type { LibraryParts } from '../library-parts.ts';
import { hitsView } from '../views/hits-view.ts';
import { photoRow, photoView } from '../views/photo-view.ts';

type Parts = Pick<LibraryParts, 'reader' | 'searcher' | 'saliencyMaps'>;

export function photoHandlers(parts: Parts): Pick<Handlers, keyof typeof photoCalls> {
  const { reader, searcher } = parts;
  return {
    'photo.get': async ({ photo, text }) => {
      if (text.trim() !== '') await searcher.prepare(text);
      return photoView(reader, searcher, photo, text);
    },
    'photo.hit': ({ photo }) => {
      searcher.refresh();
      const [hit] = hitsView(reader, searcher.hitsOf([photo]));
      if (hit === undefined) throw new BeachcombError('not-found', `There is no photo ${photo}.`);
      return { hit };
    },
    'photo.why': (input) => saliencyMap(parts, input),
    'photo.path': ({ photo }) => {
      const [place] = reader.files.places(photo);
      if (place === undefined) throw new BeachcombError('not-found', `There is no photo ${photo}.`);
      return { path: joinPath(place.folderPath, place.path).toString('base64') };
    },
    'file.path': ({ file }) => {
      const place = reader.files.filePlace(file);
      if (place === null) throw new BeachcombError('not-found', `There is no file ${file}.`);
      return { path: joinPath(place.folderPath, place.path).toString('base64') };
    },
  };
}

/** Saliency map of a label, from the first readable file of the photo. */
async function saliencyMap(
  { reader, saliencyMaps }: Parts,
  { photo, label }: ParsedInput<'photo.why'>,
): Promise<Output<'photo.why'>> {
  photoRow(reader, photo);
  if (!isLabel(label))
    throw new BeachcombError('not-found', 'Only what the network itself knows can be shown in the picture.');
  let failure: unknown = new BeachcombError('not-found', 'The photo cannot be reached just now.');
  for (const { folderPath, path } of reader.files.places(photo))
    try {
      if (!(await isStillThere(folderPath, path))) continue;
      const { side, values, area } = await saliencyMaps.of(joinPath(folderPath, path), labelOf(label));
      return { side, values: [...values], area };
    } catch (error) {
      failure = error;
    }
  throw failure;
}

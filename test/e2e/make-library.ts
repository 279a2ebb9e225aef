import { IndexWriter } from '../../src/store/index-writer.ts';
import { UserDataWriter } from '../../src/store/user-data-writer.ts';
import { foundFile } from '../support/found-file.ts';
import { madePhoto } from '../support/made-photo.ts';

type MadePhoto = ReturnType<typeof madePhoto>;

/** Photos that are saved at once. */
const BATCH = 5000;

/**
 * Makes a library of photos that were all looked at, in a folder that is not there.
 * @param total photos
 * @param decoded what is other in the n-th than in every made photo; n begins with 1
 */
export function makeLibrary(
  file: string,
  total: number,
  decoded: (n: number) => Partial<MadePhoto['decoded']>,
): void {
  const userData = new UserDataWriter(file);
  const folder = userData.addFolder(Buffer.from('/photos'), 0);
  userData.close();
  const writer = new IndexWriter(file);
  writer.scanned.addFiles(
    folder,
    Array.from({ length: total }, (_, at) => foundFile(`${at}.jpg`)),
  );
  for (;;) {
    const waiting = writer.queue.waitingFiles(BATCH, new Set());
    if (waiting.length === 0) break;
    const photos = waiting.map(({ id }): MadePhoto => {
      const photo = madePhoto(id, id);
      return { ...photo, decoded: { ...photo.decoded, ...decoded(id) } };
    });
    writer.photos.save(photos, 'test');
  }
  writer.close();
}

import { readFile, stat } from 'node:fs/promises';
import process from 'node:process';
import type { Problem, ProblemKind } from '../../domain/problem.ts';
import { startLog } from '../../platform/log/start-log.ts';
import { serveRequests } from '../../platform/process/serve-requests.ts';
import { decode } from '../decode/decode.ts';
import { inputArea } from './input-area.ts';
import { type Evidence, openMapNetwork } from './open-map-network.ts';
import { type Area, SALIENCY_SIDE } from './saliency-map.ts';
import { saliencyOf } from './saliency-of.ts';
import { type SaliencyTypes, saliencyProtocol } from './saliency-protocol.ts';

/** The process that computes saliency maps. A problem with a photo is a reply, not an error. */

interface SeenPhoto {
  /** Path, size and modification time of the file. */
  readonly key: string;
  readonly evidence: Evidence;
  readonly area: Area;
}

const KIND_OF_CODE: Readonly<Record<string, ProblemKind>> = {
  ENOENT: 'vanished',
  ENOTDIR: 'vanished',
  EACCES: 'no-permission',
  EPERM: 'no-permission',
};

const problemOf = ({ code = '', message }: NodeJS.ErrnoException): Problem => ({
  kind: KIND_OF_CODE[code] ?? 'read-error',
  detail: code || message,
});

/** Loaded while the first photo is read. */
const network = openMapNetwork(process.argv[2] ?? '');
/** The last photo, kept because several labels of one photo are requested in a row. */
let seen: SeenPhoto | null = null;

async function look(path: Buffer): Promise<SeenPhoto | Problem> {
  const found = await stat(path).catch(problemOf);
  if ('kind' in found) return found;
  if (!found.isFile()) return { kind: 'read-error', detail: 'It is no file.' };
  const key = `${path.toString('base64')} ${found.size} ${found.mtimeMs}`;
  if (seen?.key === key) return seen;
  const bytes = await readFile(path).catch(problemOf);
  if ('kind' in bytes) return bytes;
  const photo = await decode({ bytes, name: '', mtime: 0 });
  if ('kind' in photo) return photo;
  seen = { key, evidence: await (await network)(photo.input), area: inputArea(photo) };
  return seen;
}

startLog('saliency', 'parent');
const server = serveRequests<SaliencyTypes>({
  protocol: saliencyProtocol,
  concurrent: false,
  open: () => ({
    ready: null,
    handlers: {
      map: async ({ path, label }) => {
        const photo = await look(Buffer.from(path, 'base64'));
        return 'kind' in photo
          ? photo
          : { side: SALIENCY_SIDE, values: saliencyOf(photo.evidence, label), area: photo.area };
      },
    },
  }),
});
network.catch((error: unknown) => server.fail(error));

import type { Output } from '../../api/contract.ts';

/** The paths of an output, as bytes. */
export const bytesOf = ({ paths }: Pick<Output<'trash.movePaths'>, 'paths'>): Uint8Array[] =>
  paths.map(({ path, pathBytes }) =>
    pathBytes === undefined ? Buffer.from(path) : Buffer.from(pathBytes, 'base64'),
  );

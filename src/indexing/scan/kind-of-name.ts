import { type FileKind, OTHER_KINDS, type OtherKind } from '../../domain/file.ts';
import { FORMATS } from '../../domain/photo-format.ts';
import { behindPlaceholder } from './icloud-placeholder.ts';

/** Extensions of files that are recognised and counted only. Those of photos: src/domain/photo-format.ts. */
const OTHER_EXTENSIONS = {
  video: `mts m2ts m2t wmv asf mpg mpeg mpe m1v m2v mp2v flv f4v vob ogv ogm dv mxf tod rm rmvb insv braw crm wtv amv hevc`,
  raw: `crw raw iiq cap eip 3fr fff erf kdc dcr dcs drf k25 mos mef mrw mdc bay pxn rwz ari r3d`,
  // Without `ts`, `mod`, `ps` and `fit`: most are source code, program modules, print jobs and training records.
  'other-image': `psd psb jp2 j2k j2c jpc jpf jpx jpm jxr wdp hdp ico cur icns tga svg svgz dds hdr exr
    pcx dcx pbm pgm ppm pnm pam pfm sgi xcf ora kra ai eps fli flc im xbm xpm ras qoi bpg flif wmf emf pict
    pct fits afphoto blp`,
} as const satisfies Record<OtherKind, string>;

/** Every known extension with its kind; each stands here once (a test), so no row shadows another. */
export const KIND_OF_EXTENSION: readonly (readonly [extension: string, kind: FileKind])[] = [
  ...Object.values(FORMATS).flatMap(({ extensions, rareExtensions }) =>
    [...extensions, ...rareExtensions].map((extension) => [extension, 'photo'] as const),
  ),
  ...OTHER_KINDS.flatMap((kind) =>
    OTHER_EXTENSIONS[kind].split(/\s+/).map((extension) => [extension, kind] as const),
  ),
];
const KINDS: ReadonlyMap<string, FileKind> = new Map(KIND_OF_EXTENSION);

/**
 * Kind of a file according to its name, without its directory.
 * @returns `unknown` if the name has no extension, so that the bytes must be checked; null if the file is ignored:
 *   hidden, or of another kind (a partial download ends with `.part`, `.crdownload`, `.tmp` …)
 */
export function kindOfName(name: Buffer): FileKind | 'unknown' | null {
  const text = name.toString('latin1');
  if (text.startsWith('.')) {
    const real = behindPlaceholder(name);
    return real === null ? null : kindOfName(real);
  }
  const dot = text.lastIndexOf('.');
  if (dot === -1 || dot === text.length - 1) return 'unknown';
  return KINDS.get(text.slice(dot + 1).toLowerCase()) ?? null;
}

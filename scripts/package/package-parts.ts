import { readdirSync } from 'node:fs';
import path from 'node:path';
import { sizeOf } from './size-budget.ts';

/** A part of a package. */
export interface PackagePart {
  /** A file or folder in the resources of the program, with `/` between the parts. */
  readonly place: string;
  readonly why: string;
  /** At most so many MB (10^6 bytes), unpacked, on Linux x64. */
  readonly mostMb: number;
}

/**
 * All that a package holds beside Electron, and why it is there. docs/packages.md has this table; the test of the
 * package finds a part for every file, and every part within its size.
 */
export const PACKAGE_PARTS: readonly PackagePart[] = [
  { place: 'node', why: 'the Node that runs all but the shell (decision 1)', mostMb: 130 },
  { place: 'app.asar', why: 'the shell: what runs in Electron itself', mostMb: 1 },
  { place: 'program/src', why: 'the program, whose TypeScript Node runs as it is', mostMb: 14 },
  { place: 'program/dist/renderer', why: 'the window, with the map of the world', mostMb: 7 },
  { place: 'program/dist/cli', why: 'the command line in one bundle, which starts sooner', mostMb: 6 },
  { place: 'program/scripts', why: 'what starts the command line', mostMb: 1 },
  { place: 'program/package.json', why: 'version and origin', mostMb: 1 },
  { place: 'program/models/photo', why: 'the network that recognises photos', mostMb: 37 },
  { place: 'program/models/text-multilingual', why: 'the network that reads searches', mostMb: 45 },
  { place: 'program/models/ocr', why: 'the networks that read text in photos', mostMb: 8 },
  { place: 'program/models/faces', why: 'the networks that find and compare faces', mostMb: 9 },
  { place: 'program/models/samples', why: 'free photos, to try Beachcomb with', mostMb: 7 },
  { place: 'program/models', why: 'the catalogue of further models, and whose all are', mostMb: 1 },
  { place: 'program/node_modules/onnxruntime-node', why: 'runs the networks', mostMb: 48 },
  { place: 'program/node_modules/@img', why: 'libvips: decodes most formats', mostMb: 21 },
  { place: 'program/node_modules/sharp', why: 'the interface of libvips', mostMb: 1 },
  { place: 'program/node_modules/better-sqlite3', why: 'SQLite: the library', mostMb: 3 },
  { place: 'program/node_modules/libheif-js', why: 'HEIC, which this libvips cannot read', mostMb: 3 },
  { place: 'program/node_modules/@jsquash', why: 'JPEG XL, which this libvips cannot read', mostMb: 2 },
  { place: 'program/node_modules/mediabunny', why: 'the containers of films', mostMb: 3 },
  {
    place: 'program/node_modules/@tensorflow',
    why: 'the JavaScript of the second engine, whose native part is downloaded if wanted (decision 26)',
    mostMb: 3,
  },
  {
    place: 'program/node_modules',
    why: 'the other packages, each of which has its reason in src/README.md',
    mostMb: 12,
  },
  { place: 'bin', why: '`beachcomb` on a shell', mostMb: 1 },
  { place: 'share', why: 'manual and completions, icons', mostMb: 1 },
  { place: 'NOTICE.txt', why: 'the licences of all of it', mostMb: 1 },
];

/** The part that a file belongs to: the one with the longest place that it is in; null if there is none. */
export function partOf(file: string): PackagePart | null {
  const around = PACKAGE_PARTS.filter(({ place }) => file === place || file.startsWith(`${place}/`));
  return around.toSorted((a, b) => b.place.length - a.place.length)[0] ?? null;
}

/** Sizes in bytes of the parts of a package, and files of no part. @param resources its resources folder */
export function measureParts(resources: string): {
  readonly bytes: ReadonlyMap<PackagePart, number>;
  readonly others: readonly string[];
} {
  const bytes = new Map<PackagePart, number>(PACKAGE_PARTS.map((part) => [part, 0]));
  const others: string[] = [];
  for (const entry of readdirSync(resources, { recursive: true, withFileTypes: true })) {
    if (entry.isDirectory()) continue;
    const whole = path.join(entry.parentPath, entry.name);
    const file = path.relative(resources, whole).split(path.sep).join('/');
    const part = partOf(file);
    if (part === null) others.push(file);
    else bytes.set(part, (bytes.get(part) ?? 0) + sizeOf(whole));
  }
  return { bytes, others };
}

import type { EmbeddedJpeg } from './camera-raw.ts';
import { jpegAt } from './jpeg-frame.ts';
import { TiffDirectories, type TiffDirectory } from './tiff-directories.ts';

const MAKER_NOTE = 0x927c;
const JPEG_OFFSET = 0x201;
const JPEG_LENGTH = 0x202;

/** Where the picture in the notes of a maker is described. */
interface NoteForm {
  /** First bytes of the note. */
  readonly begins: string;
  /** Offset of its directory, or of its TIFF header, in the note. */
  readonly directory: number;
  /** What offsets count from: the header of the file, the note, or a TIFF header of the note's own. */
  readonly base: 'file' | 'note' | 'own header';
  /** Tag of the directory below it that describes the picture; null: the directory itself. */
  readonly below: number | null;
  /** Tags of the picture's offset and length. */
  readonly place: readonly [offset: number, length: number];
}

/** Olympus and Pentax describe the picture for screens in their notes only, Nikon's older cameras too. */
const FORMS: readonly NoteForm[] = [
  { begins: 'OLYMPUS\0', directory: 12, base: 'note', below: 0x2020, place: [0x101, 0x102] },
  { begins: 'OM SYSTEM\0', directory: 16, base: 'note', below: 0x2020, place: [0x101, 0x102] },
  { begins: 'OLYMP\0', directory: 8, base: 'file', below: 0x2020, place: [0x101, 0x102] },
  { begins: 'AOC\0', directory: 6, base: 'file', below: null, place: [4, 3] },
  { begins: 'PENTAX \0', directory: 10, base: 'note', below: null, place: [4, 3] },
  {
    begins: 'Nikon\0\x02',
    directory: 10,
    base: 'own header',
    below: 0x11,
    place: [JPEG_OFFSET, JPEG_LENGTH],
  },
];

/** JPEGs that the notes of the maker describe; the notes are an entry of the EXIF directory. */
export function jpegsOfMakerNote(tiff: TiffDirectories, exif: TiffDirectory): EmbeddedJpeg[] {
  const { file } = tiff;
  const note = exif.entries.get(MAKER_NOTE);
  const head = note === undefined ? null : file.read(note.at, Math.min(note.length, 16));
  if (note === undefined || head === null) return [];
  const form = FORMS.find(({ begins }) => head.toString('latin1').startsWith(begins));
  if (form === undefined) return [];
  const opened = openNote(tiff, note.at, form, head);
  const main = opened?.tiff.directory(opened.first) ?? null;
  if (opened === null || main === null) return [];
  const belowAt = form.below === null ? null : opened.tiff.number(main.entries.get(form.below));
  const directory = form.below === null ? main : belowAt === null ? null : opened.tiff.directory(belowAt);
  const [at, length] = form.place.map((tag) => opened.tiff.number(directory?.entries.get(tag)));
  if (at == null || length == null) return [];
  // Some models count from the file's header although their directories do not.
  const places = [opened.tiff.start + at, tiff.start + at, at];
  return places.flatMap((place) => jpegAt(file, place, length) ?? []).slice(0, 1);
}

function openNote(
  tiff: TiffDirectories,
  note: number,
  { directory, base }: NoteForm,
  head: Buffer,
): { readonly tiff: TiffDirectories; readonly first: number } | null {
  if (base === 'own header') return TiffDirectories.open(tiff.file, note + directory);
  const start = base === 'note' ? note : tiff.start;
  // The two bytes before the directory give its byte order; Olympus has a version between them and the directory.
  const order = /II|MM/.exec(head.toString('latin1', 4, directory))?.[0];
  const isLittle = order === undefined ? tiff.isLittle : order === 'II';
  return { tiff: new TiffDirectories(tiff.file, start, isLittle), first: note + directory - start };
}

import * as z from 'zod';

/** Where films are decoded that this program has no decoder for: in the desktop app, or in a page of a browser. */
export const FILM_DECODERS = ['desktop', 'browser'] as const;
export type FilmDecoder = (typeof FILM_DECODERS)[number];

/** Most frames of a film that are seen. */
export const MOST_FRAMES = 5;
/** Most bytes of all key frames of a film together: five frames of 8K have fewer. */
export const MOST_KEY_FRAME_BYTES = 24 * 1024 * 1024;
/** Most characters of a decoded frame, a JPEG in base64; see `frameSize`. */
const LONGEST_FRAME = 4_000_000;
/** Pixels of the longer side of a decoded frame. */
export const LONGEST_SIDE = 8192;

const base64 = (longest: number) =>
  z
    .string()
    .min(4)
    .max(longest)
    .regex(/^[A-Za-z0-9+/]*={0,2}$/u);
const side = z.int().positive();
const colourName = z.string().max(40).nullable();

/** Key frames of a film as its container has them, and what a decoder of WebCodecs needs of them. */
export const keyFramesSchema = z.strictObject({
  /** By the registry of WebCodecs: `avc1.64001f`, `vp09.00.10.08`. */
  codec: z.string().min(1).max(100),
  codedWidth: side,
  codedHeight: side,
  /** The decoder's configuration, in base64; null for codecs without. */
  description: base64(MOST_KEY_FRAME_BYTES).nullable(),
  /** By the names of WebCodecs, as far as the container has them; null: nothing. */
  colour: z
    .strictObject({
      primaries: colourName,
      transfer: colourName,
      matrix: colourName,
      fullRange: z.boolean().nullable(),
    })
    .nullable(),
  /** Clockwise, in degrees, that makes a frame upright. */
  rotation: z.literal([0, 90, 180, 270]),
  /** Pixels of the upright picture that is wanted of each frame. */
  width: side.max(LONGEST_SIDE),
  height: side.max(LONGEST_SIDE),
  /** In base64, by time. */
  frames: z
    .array(base64(MOST_KEY_FRAME_BYTES * 2))
    .min(1)
    .max(MOST_FRAMES)
    .readonly(),
});
export type KeyFrames = z.infer<typeof keyFramesSchema>;

/**
 * Why a decoder returned no frame. `unsupported`: it has no decoder for the codec. `failed`: it cannot decode these
 * frames. `lost`: it crashed, or did not answer.
 */
export const DECODING_FAILURES = ['unsupported', 'failed', 'lost'] as const;
export type DecodingFailure = (typeof DECODING_FAILURES)[number];

/** What a decoder returns: JPEGs in base64 of the size that was wanted, sRGB; those that it cannot decode are left out. */
export const filmOutcomeSchema = z.discriminatedUnion('result', [
  z.strictObject({
    result: z.literal('frames'),
    frames: z.array(base64(LONGEST_FRAME)).min(1).max(MOST_FRAMES).readonly(),
  }),
  z.strictObject({ result: z.enum(DECODING_FAILURES) }),
]);
export type FilmOutcome = z.infer<typeof filmOutcomeSchema>;

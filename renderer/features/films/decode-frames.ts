import type { FilmOutcome, KeyFrames } from '../../../src/domain/key-frames.ts';

/** Milliseconds for one key frame; some decoders give no answer to what they cannot read. */
const FRAME_WITHIN_MS = 8000;
const JPEG_QUALITY = 0.95;

/** Reads base64. */
const bytesOf = (base64: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));

/** Base64 of bytes, in pieces that a call takes as arguments. */
function base64Of(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 0x8000)
    text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(text);
}

/** As WebCodecs takes it; a name that it does not have makes the configuration invalid. */
function configOf(film: KeyFrames, hardwareAcceleration: HardwareAcceleration): VideoDecoderConfig {
  const { codec, codedWidth, codedHeight, description, colour } = film;
  const colorSpace = colour && {
    primaries: colour.primaries as VideoColorPrimaries | null,
    transfer: colour.transfer as VideoTransferCharacteristics | null,
    matrix: colour.matrix as VideoMatrixCoefficients | null,
    fullRange: colour.fullRange,
  };
  return {
    codec,
    codedWidth,
    codedHeight,
    hardwareAcceleration,
    ...(description === null ? {} : { description: bytesOf(description) }),
    ...(colorSpace === null ? {} : { colorSpace }),
  };
}

/**
 * A configuration that a decoder of this browser takes; null where it has none for the codec. Software first: it gives
 * the same pixels everywhere, and a few frames are not worth waking the graphics card.
 */
async function supportedConfig(film: KeyFrames): Promise<VideoDecoderConfig | null> {
  if (typeof VideoDecoder === 'undefined') return null;
  for (const acceleration of ['prefer-software', 'no-preference'] as const) {
    const config = configOf(film, acceleration);
    const support = await VideoDecoder.isConfigSupported(config).catch(() => null);
    if (support?.supported === true) return config;
  }
  return null;
}

/** Decodes one key frame. @throws what the decoder throws, or Error where it gives no picture in time */
async function decodeOne(config: VideoDecoderConfig, data: Uint8Array<ArrayBuffer>): Promise<VideoFrame> {
  const result = Promise.withResolvers<VideoFrame>();
  let isDone = false;
  const decoder = new VideoDecoder({
    output: (frame) => {
      if (isDone) frame.close();
      else result.resolve(frame);
      isDone = true;
    },
    error: result.reject,
  });
  const late = setTimeout(() => result.reject(new Error('no frame in time')), FRAME_WITHIN_MS);
  try {
    decoder.configure(config);
    decoder.decode(new EncodedVideoChunk({ type: 'key', timestamp: 0, data }));
    decoder.flush().then(() => result.reject(new Error('no frame')), result.reject);
    return await result.promise;
  } finally {
    isDone = true;
    clearTimeout(late);
    if (decoder.state !== 'closed') decoder.close();
  }
}

/** The JPEG of a frame: upright, of the wanted size, in sRGB, on white. */
async function jpegOf(frame: VideoFrame, { width, height, rotation }: KeyFrames): Promise<Uint8Array> {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d', { alpha: false, colorSpace: 'srgb' });
  if (context === null) throw new Error('no canvas');
  context.imageSmoothingQuality = 'high';
  context.fillStyle = 'white';
  context.fillRect(0, 0, width, height);
  context.translate(width / 2, height / 2);
  context.rotate((rotation * Math.PI) / 180);
  const [across, down] = rotation % 180 === 0 ? [width, height] : [height, width];
  context.drawImage(frame, -across / 2, -down / 2, across, down);
  const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: JPEG_QUALITY });
  return new Uint8Array(await blob.arrayBuffer());
}

/** Decodes the key frames of a film by the decoders of this browser. Never rejects: what fails is in the outcome. */
export async function decodeFrames(film: KeyFrames): Promise<FilmOutcome> {
  const config = await supportedConfig(film);
  if (config === null) return { result: 'unsupported' };
  const frames: string[] = [];
  for (const data of film.frames)
    try {
      const frame = await decodeOne(config, bytesOf(data));
      try {
        frames.push(base64Of(await jpegOf(frame, film)));
      } finally {
        frame.close();
      }
    } catch (error) {
      console.debug('a frame of a film cannot be decoded', error);
    }
  return frames.length === 0 ? { result: 'failed' } : { result: 'frames', frames };
}

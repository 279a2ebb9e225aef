import { createRequire } from 'node:module';
import { ProblemError } from '../../domain/problem.ts';
import { checkSize } from './check-size.ts';
import { detailOfError } from './detail-of-error.ts';
import type { RawPicture } from './raw-picture.ts';

type Pointer = object & { readonly $$: { readonly ptr: number } };
interface HeifError {
  readonly code: { readonly value: number } | number;
  readonly message: string;
}
interface HeifChannel {
  readonly width: number;
  readonly height: number;
  readonly stride: number;
  /** A view of the memory of the library; copy it before use. */
  readonly data: Uint8Array;
}

/** The part of libheif (compiled to WebAssembly) that is used here; its own types are mostly `any`. */
interface HeifLibrary {
  readonly HEAPU8: Uint8Array;
  heif_context_alloc(): Pointer;
  heif_context_free(context: Pointer): void;
  heif_context_read_from_memory(context: Pointer, bytes: Uint8Array): HeifError;
  heif_js_context_get_primary_image_handle(context: Pointer): Pointer | HeifError;
  heif_image_handle_get_width(handle: Pointer): number;
  heif_image_handle_get_height(handle: Pointer): number;
  heif_image_handle_has_alpha_channel(handle: Pointer): number;
  heif_image_handle_release(handle: Pointer): void;
  heif_js_decode_image2(handle: Pointer, colorspace: object, chroma: object): HeifImage | HeifError;
  heif_image_release(image: Pointer): void;
  _heif_image_handle_get_raw_color_profile_size(handle: number): number;
  _heif_image_handle_get_raw_color_profile(error: number, handle: number, out: number): void;
  _malloc(size: number): number;
  _free(pointer: number): void;
  readonly heif_colorspace: { readonly heif_colorspace_RGB: object };
  readonly heif_chroma: { readonly heif_chroma_interleaved_RGBA: object };
}
interface HeifImage {
  readonly image: Pointer;
  readonly channels: readonly HeifChannel[];
}

/** Error codes of libheif that mean "not built in": unsupported file type, feature and missing decoder. */
const UNSUPPORTED = new Set([3, 4, 11]);

let library: HeifLibrary | null = null;

/**
 * Decodes the primary picture of a HEIC file, upright. libheif applies the rotation and mirroring of the file's own
 * properties (do not apply the EXIF orientation again), assembles grids and converts 10 bits to 8.
 * @throws ProblemError `damaged`, `unsupported` or `too-large`
 */
export function decodeHeif(bytes: Uint8Array, maxPixels: number): RawPicture {
  library ??= createRequire(import.meta.url)('libheif-js/wasm-bundle') as HeifLibrary;
  const heif = library;
  const context = heif.heif_context_alloc();
  let handle: Pointer | null = null;
  try {
    ensure(heif.heif_context_read_from_memory(context, bytes));
    handle = ensure(heif.heif_js_context_get_primary_image_handle(context));
    checkSize(heif.heif_image_handle_get_width(handle), heif.heif_image_handle_get_height(handle), maxPixels);
    const { heif_colorspace_RGB } = heif.heif_colorspace;
    const { heif_chroma_interleaved_RGBA } = heif.heif_chroma;
    const decoded = ensure(
      heif.heif_js_decode_image2(handle, heif_colorspace_RGB, heif_chroma_interleaved_RGBA),
    );
    try {
      const [channel] = decoded.channels;
      if (channel === undefined) throw new ProblemError('damaged', { code: 'no-pixels' });
      const { width, height } = channel;
      checkSize(width, height, maxPixels);
      return {
        width,
        height,
        channels: 4,
        data: packed(channel),
        profile: profileOf(heif, handle),
        warning: null,
      };
    } finally {
      heif.heif_image_release(decoded.image);
    }
  } finally {
    if (handle !== null) heif.heif_image_handle_release(handle);
    heif.heif_context_free(context);
  }
}

/** Results are objects of the library. Errors, and successful calls without a result, have a code. */
function ensure<T extends object>(result: T | HeifError): T {
  if (!('code' in result)) return result;
  const code = typeof result.code === 'number' ? result.code : result.code.value;
  if (code === 0) return result as T;
  throw new ProblemError(UNSUPPORTED.has(code) ? 'unsupported' : 'damaged', detailOfError(result.message));
}

/** Rows of a channel without the padding between them. */
function packed({ width, height, stride, data }: HeifChannel): Uint8Array<ArrayBuffer> {
  const row = width * 4;
  const out = new Uint8Array(row * height);
  for (let y = 0; y < height; y += 1) out.set(data.subarray(y * stride, y * stride + row), y * row);
  return out;
}

function profileOf(heif: HeifLibrary, { $$: { ptr } }: Pointer): Uint8Array | null {
  const size = heif._heif_image_handle_get_raw_color_profile_size(ptr);
  if (size === 0) return null;
  // The first 16 bytes hold the error struct of the call.
  const at = heif._malloc(size + 16);
  try {
    heif._heif_image_handle_get_raw_color_profile(at, ptr, at + 16);
    return heif.HEAPU8.slice(at + 16, at + 16 + size);
  } finally {
    heif._free(at);
  }
}

/** Pixels of a usual photo at most: larger ones are decoded two at once, and the thread ends after each. */
export const MANY_PIXELS = 24_000_000;
/** Threads for larger pictures: each may take up to 4 GB, the limit of WebAssembly. */
export const LARGE_THREADS = 2;
/**
 * In bytes: what a thread holds for a picture of MANY_PIXELS. The planes with up to 16 bits, 4 bytes a pixel in the
 * memory of WebAssembly, which never shrinks, and as much in the copy that is sent.
 */
const THREAD_BYTES = 300_000_000;
/** So much of the computer's memory may all of them hold. */
const MEMORY_SHARE = 0.25;
/** Of the work on a small photo about a third is done in these threads, the rest by libvips and elsewhere. */
const PROCESSORS_A_THREAD = 3;
const MOST_PICTURE_THREADS = 6;
const FEWEST = 2;
const MOST = 16;

/**
 * Number of threads that decode pictures of usual size: one a processor, as far as memory allows.
 * @param memory of the computer, in bytes
 */
export const pixelThreads = (cores: number, memory: number): number =>
  Math.max(FEWEST, Math.min(cores, MOST, Math.floor((memory * MEMORY_SHARE) / THREAD_BYTES)));

/** Number of threads that reduce pictures, each several at once: while libvips decodes one, they work on another. */
export const pictureThreads = (cores: number): number =>
  Math.min(MOST_PICTURE_THREADS, Math.ceil(cores / PROCESSORS_A_THREAD));

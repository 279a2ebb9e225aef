/** In ms: the cells of a grid ask one by one. */
const TOGETHER_MS = 50;

/** Collects the photos that a window shows although there is no thumbnail, and asks for their thumbnails together. */
export class MissingThumbnails {
  readonly #request: (photos: number[]) => void;
  readonly #photos = new Set<number>();

  constructor(request: (photos: number[]) => void) {
    this.#request = request;
  }

  add(photo: number): void {
    if (this.#photos.size === 0) setTimeout(() => this.#send(), TOGETHER_MS).unref();
    this.#photos.add(photo);
  }

  #send(): void {
    this.#request([...this.#photos]);
    this.#photos.clear();
  }
}

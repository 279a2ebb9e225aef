/** Pixels of the picture, or of the window (CSS). */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** CSS pixels from the middle of the frame. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** An upright picture, the room that it is shown in, and how many pixels of the screen make a CSS pixel. */
export interface Fit {
  readonly picture: Size;
  readonly frame: Size;
  readonly density: number;
}

/** CSS pixels per pixel of the picture, and the position of the picture's centre. */
export interface Zoom extends Point {
  readonly scale: number;
}

/** The whole of a small picture is shown at twice its size, at most; and no pixel grows beyond a square of 8. */
const [MOST_WHOLE, MOST] = [2, 8];

/** Within this part of the whole picture's scale it is whole: a zoom by so little is a slip. */
const SLIP = 1.01;

/** All of the picture, as large as there is room. */
export function wholeZoom({ picture, frame }: Fit): Zoom {
  const room = Math.min(frame.width / picture.width, frame.height / picture.height);
  return { scale: Math.min(room, MOST_WHOLE), x: 0, y: 0 };
}

/** The scale to look closely: each pixel of the picture on one of the screen, where that is larger at all. */
export function closeScale(fit: Fit): number {
  const whole = wholeZoom(fit).scale;
  const sharp = 1 / fit.density;
  return Math.min(sharp > 1.1 * whole ? sharp : 2 * whole, MOST);
}

/** The nearest zoom that leaves no room empty that the picture could fill; null for the whole picture. */
export function keptInFrame(zoom: Zoom, fit: Fit): Zoom | null {
  const { picture, frame } = fit;
  const scale = Math.min(zoom.scale, MOST);
  if (!(scale > wholeZoom(fit).scale * SLIP)) return null;
  const spare = (shown: number, room: number): number => Math.max(0, (shown - room) / 2);
  const [across, down] = [
    spare(picture.width * scale, frame.width),
    spare(picture.height * scale, frame.height),
  ];
  return {
    scale,
    x: Math.max(-across, Math.min(across, zoom.x)),
    y: Math.max(-down, Math.min(down, zoom.y)),
  };
}

/** Zooms to a scale; what is shown at `at` stays there, as far as the frame allows. */
export function zoomedTo(zoom: Zoom | null, fit: Fit, scale: number, at: Point): Zoom | null {
  const from = zoom ?? wholeZoom(fit);
  const grown = Math.min(scale, MOST) / from.scale;
  const next = {
    scale: from.scale * grown,
    x: at.x - (at.x - from.x) * grown,
    y: at.y - (at.y - from.y) * grown,
  };
  return keptInFrame(next, fit);
}

/** Position of the picture in its frame, in CSS pixels from the frame's top left. */
export function boxOf({ scale, x, y }: Zoom, { picture, frame, density }: Fit) {
  // Of a whole number of the screen's pixels: the browser puts such a picture on whole ones, unblurred.
  const onPixel = (length: number): number => Math.round(length * scale * density) / density;
  const [width, height] = [onPixel(picture.width), onPixel(picture.height)];
  return { left: (frame.width - width) / 2 + x, top: (frame.height - height) / 2 + y, width, height };
}

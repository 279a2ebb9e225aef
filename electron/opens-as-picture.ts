/** Names that a system opens with a viewer of pictures. */
const PICTURE_NAME = /\.(jpe?g|jpe|jfif|png|webp|gif|tiff?|avif|bmp|dib|hei[cf]|hif)$/i;

/**
 * True where opening this path shows a picture. A photo may be known by its bytes alone: under the name of a
 * program the system would run it.
 */
export const opensAsPicture = (path: string): boolean => PICTURE_NAME.test(path);

/**
 * Days after which a photo leaves the library whose file is gone, where only few went with it and the user stated nothing
 * about it: docs/decisions/0018-missing-photos.md.
 */
export const MISSING_DAYS = 30;

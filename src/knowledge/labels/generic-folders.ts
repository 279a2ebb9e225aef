/**
 * Folders that phones, cameras, systems and messengers make, folded: nobody wrote their names about the photos in them,
 * and "camera" must not find everything that was taken with one.
 */
const GENERIC: ReadonlySet<string> = new Set([
  'dcim',
  'camera',
  'camera roll',
  'camera uploads',
  'kamera',
  'eigene aufnahmen',
  'pictures',
  'my pictures',
  'saved pictures',
  'bilder',
  'eigene bilder',
  'images',
  'download',
  'downloads',
  'whatsapp images',
  'whatsapp video',
  '相机',
  '本机照片',
  '下载',
]);
/** By the standard of cameras (DCF): 100APPLE, 101MSDCF. */
const OF_A_CAMERA = /^[1-9]\d\d[a-z\d]{5}$/;

/** Whether a folder's folded name says nothing of the photos in it. */
export const isGenericFolder = (name: string): boolean => GENERIC.has(name) || OF_A_CAMERA.test(name);

/** Names that programs give to copies: "beach (1).jpg", "beach - Copy.jpg", "beach 副本.jpg". */
const COPY_NAME = /\(\d+\)|[\s_-](?:copy|copie|kopie|copia|edited|small)\b|\bcopy of\b|副本|拷贝/iu;
/** Directories to which things are copied, rather than in which they are kept. */
const COPY_DIRECTORY =
  /(?:^|\/)[^/]*(?:\bcop(?:y|ies)\b|\bkopien?\b|backup|duplicate|recovered|\bdownloads?\b|\btmp\b|\btemp\b|whatsapp|副本|备份|下载)[^/]*(?=\/|$)/iu;

/** @param name of a file, without its directory */
export const isCopyName = (name: string): boolean => COPY_NAME.test(name);

/** @param directory relative to its folder, `/` between the parts */
export const isCopyDirectory = (directory: string): boolean => COPY_DIRECTORY.test(directory);

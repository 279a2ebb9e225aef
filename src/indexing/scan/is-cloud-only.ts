import { behindPlaceholder } from './icloud-placeholder.ts';

/** Up to here some file systems keep a file's bytes beside its name, and count no blocks for them. */
const INLINE_BYTES = 4096;

/**
 * Whether only a placeholder of a file lies on this disk, so that opening it would download it.
 *
 * The sign, the same for iCloud since macOS 14, OneDrive and Dropbox: a file has a size but takes no space.
 * Where files lie on disk in earnest, only such of up to 4 KiB take none (btrfs, NTFS, f2fs, APFS and ZFS keep
 * those inside their own records), so smaller placeholders are not seen: opening one downloads 4 KiB at most.
 * A file that is one single hole is taken for a placeholder too; it has nothing to show.
 *
 * What cannot be told from here: placeholders on drives that report the full size as taken (Google Drive's
 * streamed drive). A drive that never counts blocks would look cloud-only as a whole; none is known.
 */
export const isCloudOnly = (name: Buffer, { size, blocks }: { size: bigint; blocks: bigint }): boolean =>
  behindPlaceholder(name) !== null || (size > INLINE_BYTES && blocks === 0n);

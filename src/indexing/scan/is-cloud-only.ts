import { behindPlaceholder } from './icloud-placeholder.ts';

/** Up to this size in bytes, some file systems store a file inside its own record and count no blocks for it. */
const INLINE_BYTES = 4096;

/**
 * Whether a file is only a placeholder on this disk, so that opening it would download it.
 * The criterion works for iCloud since macOS 14, OneDrive and Dropbox: a file has a size but no blocks. Local files
 * without blocks have at most 4 KiB (btrfs, NTFS, f2fs, APFS and ZFS store those inside their own records), so smaller
 * placeholders are not detected: opening one downloads 4 KiB at most. A sparse file without any data also counts as a
 * placeholder; it has no content to show.
 * Not detected: placeholders on drives that report the full size as used (Google Drive in streaming mode). A drive that
 * never counts blocks would appear to be entirely cloud-only; none is known.
 */
export const isCloudOnly = (name: Buffer, { size, blocks }: { size: bigint; blocks: bigint }): boolean =>
  behindPlaceholder(name) !== null || (size > INLINE_BYTES && blocks === 0n);

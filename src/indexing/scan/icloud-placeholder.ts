/**
 * Up to macOS 13 a file that is only in iCloud is kept as a small hidden file, `.NAME.icloud`.
 * @returns NAME, or null where the name is no such placeholder's
 */
export function behindPlaceholder(name: Buffer): Buffer | null {
  const match = /^\.(.+)\.icloud$/s.exec(name.toString('latin1'));
  return match?.[1] === undefined ? null : Buffer.from(match[1], 'latin1');
}

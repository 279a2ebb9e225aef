/**
 * Up to macOS 13, a file that is stored only in iCloud is represented by a small hidden file `.NAME.icloud`.
 * @returns NAME, or null if the name is not a placeholder
 */
export function behindPlaceholder(name: Buffer): Buffer | null {
  const match = /^\.(.+)\.icloud$/s.exec(name.toString('latin1'));
  return match?.[1] === undefined ? null : Buffer.from(match[1], 'latin1');
}

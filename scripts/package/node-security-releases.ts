/**
 * Releases of Node 24 that the project calls security releases (CHANGELOG_V24.md of Node). A new one is added here
 * first, and then no older Node is shipped: a test compares.
 */
export const NODE_SECURITY_RELEASES = [
  { version: '24.0.2', date: '2025-05-14' },
  { version: '24.4.1', date: '2025-07-15' },
  { version: '24.13.0', date: '2026-01-13' },
  { version: '24.14.1', date: '2026-03-24' },
  { version: '24.17.0', date: '2026-06-18' },
  { version: '24.18.1', date: '2026-07-29' },
  // CVE-2026-111497, a write out of bounds when Brotli is decoded, and seven more.
  { version: '24.22.1', date: '2026-10-21' },
] as const;

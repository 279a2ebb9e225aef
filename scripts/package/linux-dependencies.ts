import { LEAST_GLIBC } from '../supported-systems.mjs';

/** A package of the system that the program needs, by the library that it has. */
interface SystemPackage {
  /** Names of its shared objects, as programs name them. */
  readonly libraries: readonly string[];
  /** Debian's and Ubuntu's, with what it is called since the change to 64-bit times. */
  readonly deb: string;
  /** A name that every distribution with rpm has: the shared object, or a program. */
  readonly rpm: string;
}

/**
 * Every shared object that Electron, Node and the native packages name and do not bring. A test compares this table
 * with the binaries themselves.
 */
export const SYSTEM_PACKAGES: readonly SystemPackage[] = [
  {
    libraries: [
      'libc.so.6',
      'libm.so.6',
      'libdl.so.2',
      'libpthread.so.0',
      'librt.so.1',
      'libresolv.so.2',
      'ld-linux-x86-64.so.2',
      'ld-linux-aarch64.so.1',
    ],
    deb: `libc6 (>= ${LEAST_GLIBC})`,
    rpm: `glibc >= ${LEAST_GLIBC}`,
  },
  { libraries: ['libgcc_s.so.1'], deb: 'libgcc-s1', rpm: 'libgcc' },
  { libraries: ['libstdc++.so.6'], deb: 'libstdc++6', rpm: 'libstdc++' },
  { libraries: ['libasound.so.2'], deb: 'libasound2t64 | libasound2', rpm: 'libasound.so.2()(64bit)' },
  {
    libraries: ['libatk-1.0.so.0', 'libatk-bridge-2.0.so.0'],
    deb: 'libatk-bridge2.0-0t64 | libatk-bridge2.0-0',
    rpm: 'libatk-bridge-2.0.so.0()(64bit)',
  },
  { libraries: ['libatspi.so.0'], deb: 'libatspi2.0-0t64 | libatspi2.0-0', rpm: 'libatspi.so.0()(64bit)' },
  { libraries: ['libcairo.so.2'], deb: 'libcairo2', rpm: 'libcairo.so.2()(64bit)' },
  { libraries: ['libcups.so.2'], deb: 'libcups2t64 | libcups2', rpm: 'libcups.so.2()(64bit)' },
  { libraries: ['libdbus-1.so.3'], deb: 'libdbus-1-3', rpm: 'libdbus-1.so.3()(64bit)' },
  { libraries: ['libdrm.so.2'], deb: 'libdrm2', rpm: 'libdrm.so.2()(64bit)' },
  { libraries: ['libexpat.so.1'], deb: 'libexpat1', rpm: 'libexpat.so.1()(64bit)' },
  { libraries: ['libgbm.so.1'], deb: 'libgbm1', rpm: 'libgbm.so.1()(64bit)' },
  {
    libraries: ['libglib-2.0.so.0', 'libgobject-2.0.so.0', 'libgio-2.0.so.0', 'libgmodule-2.0.so.0'],
    deb: 'libglib2.0-0t64 | libglib2.0-0',
    rpm: 'libglib-2.0.so.0()(64bit)',
  },
  {
    libraries: ['libgtk-3.so.0', 'libgdk-3.so.0'],
    deb: 'libgtk-3-0t64 | libgtk-3-0',
    rpm: 'libgtk-3.so.0()(64bit)',
  },
  {
    libraries: ['libnss3.so', 'libnssutil3.so', 'libsmime3.so'],
    deb: 'libnss3',
    rpm: 'libnss3.so()(64bit)',
  },
  { libraries: ['libnspr4.so'], deb: 'libnspr4', rpm: 'libnspr4.so()(64bit)' },
  {
    libraries: ['libpango-1.0.so.0', 'libpangocairo-1.0.so.0'],
    deb: 'libpango-1.0-0',
    rpm: 'libpango-1.0.so.0()(64bit)',
  },
  { libraries: ['libudev.so.1'], deb: 'libudev1', rpm: 'libudev.so.1()(64bit)' },
  { libraries: ['libX11.so.6'], deb: 'libx11-6', rpm: 'libX11.so.6()(64bit)' },
  { libraries: ['libxcb.so.1'], deb: 'libxcb1', rpm: 'libxcb.so.1()(64bit)' },
  { libraries: ['libXcomposite.so.1'], deb: 'libxcomposite1', rpm: 'libXcomposite.so.1()(64bit)' },
  { libraries: ['libXdamage.so.1'], deb: 'libxdamage1', rpm: 'libXdamage.so.1()(64bit)' },
  { libraries: ['libXext.so.6'], deb: 'libxext6', rpm: 'libXext.so.6()(64bit)' },
  { libraries: ['libXfixes.so.3'], deb: 'libxfixes3', rpm: 'libXfixes.so.3()(64bit)' },
  { libraries: ['libxkbcommon.so.0'], deb: 'libxkbcommon0', rpm: 'libxkbcommon.so.0()(64bit)' },
  { libraries: ['libXrandr.so.2'], deb: 'libxrandr2', rpm: 'libXrandr.so.2()(64bit)' },
  // Loaded at run time: X, without which Electron ends at once; notifications; the engines of graphics cards; file managers;
  // what opens folders and addresses.
  { libraries: ['libX11-xcb.so.1'], deb: 'libx11-xcb1', rpm: 'libX11-xcb.so.1()(64bit)' },
  { libraries: ['libnotify.so.4'], deb: 'libnotify4', rpm: 'libnotify.so.4()(64bit)' },
  { libraries: ['libvulkan.so.1'], deb: 'libvulkan1', rpm: 'libvulkan.so.1()(64bit)' },
  { libraries: [], deb: 'dbus-bin | dbus', rpm: 'dbus-tools' },
  { libraries: [], deb: 'xdg-utils', rpm: 'xdg-utils' },
];

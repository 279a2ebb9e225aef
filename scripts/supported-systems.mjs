// The systems that Beachcomb runs on: those for which its native packages (onnxruntime-node, sharp, better-sqlite3, Node
// itself) have a build. Plain Node without dependencies: it runs before anything is installed.
import process from 'node:process';

/** The oldest glibc that the native packages load with. */
export const LEAST_GLIBC = '2.34';
/** The oldest Node that installs and starts Beachcomb; what runs it comes with it. */
export const LEAST_NODE = 20;

/** One row a system: what README shows, and what `npm start` compares. */
export const SYSTEMS = [
  { name: 'Linux', platform: 'linux', processors: ['x64', 'arm64'], needs: `glibc ${LEAST_GLIBC}` },
  { name: 'macOS', platform: 'darwin', processors: ['arm64'], needs: 'Apple silicon' },
  { name: 'Windows', platform: 'win32', processors: ['x64'], needs: 'Windows 10' },
];

const numbers = (version) => version.split('.').map(Number);
const isOlder = (version, least) => {
  const [major = 0, minor = 0] = numbers(version);
  const [leastMajor = 0, leastMinor = 0] = numbers(least);
  return major < leastMajor || (major === leastMajor && minor < leastMinor);
};

/** The version of glibc that this process runs with; null for another C library, and elsewhere than on Linux. */
export function glibcVersion() {
  if (process.platform !== 'linux' || process.report === undefined) return null;
  // Reverse lookups of open connections would access the network.
  process.report.excludeNetwork = true;
  return process.report.getReport().header.glibcVersionRuntime ?? null;
}

/**
 * Why Beachcomb cannot run on a system, as a sentence; null if it can.
 * @param {{ platform: string, arch: string, glibc: string | null, node: string }} system
 */
export function systemProblem({ platform, arch, glibc, node }) {
  if (Number(node.split('.')[0]) < LEAST_NODE)
    return `Beachcomb needs Node ${LEAST_NODE} or newer to start; this is Node ${node}.`;
  const system = SYSTEMS.find((row) => row.platform === platform);
  if (system === undefined)
    return `Beachcomb runs on ${SYSTEMS.map(({ name }) => name).join(', ')}; there is no build of it for ${platform}.`;
  if (!system.processors.includes(arch)) {
    if (platform === 'darwin')
      return 'Beachcomb runs on Macs with Apple silicon; the runtime of the recognition model has no build for Intel Macs.';
    return `Beachcomb on ${system.name} needs a processor of ${system.processors.join(' or ')}; there is no build of it for ${arch}.`;
  }
  if (platform !== 'linux') return null;
  if (glibc === null)
    return `Beachcomb on Linux needs glibc ${LEAST_GLIBC} or newer; this system (such as Alpine) has another C library.`;
  return isOlder(glibc, LEAST_GLIBC)
    ? `Beachcomb on Linux needs glibc ${LEAST_GLIBC} or newer; this system has ${glibc}.`
    : null;
}

const VERSION = /^(\d+)\.(\d+)\.(\d+)(?:-([0-9A-Za-z.-]+))?$/;

const compareParts = (a: string, b: string): number => {
  const [x, y] = [Number(a), Number(b)];
  if (Number.isInteger(x) && Number.isInteger(y)) return x - y;
  // Numbers come before words.
  if (Number.isInteger(x) !== Number.isInteger(y)) return Number.isInteger(x) ? -1 : 1;
  return a < b ? -1 : Number(a > b);
};

/** Negative if `a` comes before `b` (semver.org, 11.4): a version without a suffix comes after those with one. */
function compareSuffixes(a: string | undefined, b: string | undefined): number {
  if (a === undefined || b === undefined) return Number(a === undefined) - Number(b === undefined);
  const [x, y] = [a.split('.'), b.split('.')];
  for (let at = 0; at < Math.min(x.length, y.length); at += 1) {
    const order = compareParts(x[at] ?? '', y[at] ?? '');
    if (order !== 0) return order;
  }
  return x.length - y.length;
}

/** Whether a version is newer than another, both as in package.json; what is not a version is newer than nothing. */
export function isNewerVersion(version: string, than: string): boolean {
  const [a, b] = [VERSION.exec(version), VERSION.exec(than)];
  if (a === null || b === null) return false;
  for (const at of [1, 2, 3]) {
    const difference = Number(a[at]) - Number(b[at]);
    if (difference !== 0) return difference > 0;
  }
  return compareSuffixes(a[4], b[4]) > 0;
}

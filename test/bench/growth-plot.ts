import type { GrowthPoint } from './growth.ts';

const [WIDTH, HEIGHT, GAP] = [220, 150, 46];

/** What is shown, one small plot each; what should be flat, and what should be a line through zero. */
const PLOTS: readonly { readonly title: string; readonly of: (point: GrowthPoint) => number }[] = [
  { title: 'photos a second', of: (point) => point.photosPerSecond },
  { title: 'MB in the indexer', of: (point) => point.residentMb },
  { title: 'bytes a photo', of: (point) => point.bytesAPhoto },
  { title: 'seconds to start', of: (point) => point.startUp },
  { title: 'seconds to look again', of: (point) => point.rescan },
];

/** The growth of a library as an SVG: five plots side by side, photos from left to right (logarithmic). */
export function growthPlot(points: readonly GrowthPoint[]): string {
  const plots = PLOTS.map(({ title, of }, at) => {
    const values = points.map(of);
    const most = Math.max(...values) * 1.15;
    const logs = points.map(({ photos }) => Math.log10(photos));
    const [first = 0, last = 1] = [logs[0], logs.at(-1)];
    const x = (log: number): number => ((log - first) / Math.max(last - first, 1e-9)) * WIDTH;
    const y = (value: number): number => HEIGHT - (value / most) * HEIGHT;
    const line = values
      .map((value, i) => `${x(logs[i] as number).toFixed(1)},${y(value).toFixed(1)}`)
      .join(' ');
    const marks = values.map((value, i) => {
      const [cx, cy] = [x(logs[i] as number).toFixed(1), y(value).toFixed(1)];
      const shown = value >= 10 ? Math.round(value) : value.toFixed(1);
      return `<circle cx="${cx}" cy="${cy}" r="3"/><text x="${cx}" y="${Number(cy) - 7}">${shown}</text>
<text x="${cx}" y="${HEIGHT + 15}" class="axis">${thousands((points[i] as GrowthPoint).photos)}</text>`;
    });
    return `<g transform="translate(${GAP + at * (WIDTH + GAP)},${GAP})">
<text x="${WIDTH / 2}" y="-20" class="title">${title}</text>
<path d="M0,0V${HEIGHT}H${WIDTH}" class="frame"/><polyline points="${line}"/>
${marks.join('\n')}
</g>`;
  });
  const [width, height] = [PLOTS.length * (WIDTH + GAP) + GAP, HEIGHT + 2 * GAP];
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">
<title>How a library grows</title>
<style>
text { font: 11px sans-serif; text-anchor: middle; fill: #444 } .title { font-weight: bold } .axis { fill: #777 }
polyline { fill: none; stroke: #0a7d8c; stroke-width: 2 } circle { fill: #0a7d8c } .frame { fill: none; stroke: #bbb }
</style>
<rect width="100%" height="100%" fill="#fff"/>
${plots.join('\n')}
</svg>
`;
}

const thousands = (photos: number): string => (photos >= 1000 ? `${photos / 1000}k` : String(photos));

/** Screen sizes in pixels (short side × long side), as published by the makers. Screenshots match exactly. */
const SCREENS = [
  // iPhone and iPad
  '640x1136',
  '750x1334',
  '828x1792',
  '1125x2436',
  '1242x2208',
  '1242x2688',
  '1170x2532',
  '1284x2778',
  '1179x2556',
  '1290x2796',
  '1206x2622',
  '1320x2868',
  '1536x2048',
  '1620x2160',
  '1640x2360',
  '1668x2224',
  '1668x2388',
  '2048x2732',
  '1488x2266',
  // Android
  '720x1280',
  '720x1440',
  '720x1520',
  '720x1560',
  '720x1600',
  '720x1612',
  '1080x1920',
  '1080x2160',
  '1080x2220',
  '1080x2240',
  '1080x2246',
  '1080x2248',
  '1080x2280',
  '1080x2310',
  '1080x2312',
  '1080x2316',
  '1080x2340',
  '1080x2376',
  '1080x2388',
  '1080x2400',
  '1080x2408',
  '1080x2412',
  '1080x2424',
  '1080x2460',
  '1080x2520',
  '1008x2244',
  '1280x2856',
  '1344x2992',
  '1440x2560',
  '1440x2880',
  '1440x2960',
  '1440x3040',
  '1440x3088',
  '1440x3120',
  '1440x3168',
  '1440x3200',
  // Computers
  '768x1366',
  '900x1440',
  '900x1600',
  '1050x1680',
  '1200x1920',
  '1440x2560',
  '1600x2560',
  '1800x2880',
  '1824x2736',
  '1964x3024',
  '2160x3840',
  '2234x3456',
  '1664x2560',
  '1864x2880',
  '1504x2256',
  '2880x5120',
  '1440x3440',
  '1080x2560',
];
/** The key of a size is its short side times this, plus its long side: a number instead of a string. */
const SHORT = 65_536;
const known = new Set(
  SCREENS.map((size) => {
    const [short = 0, long = 0] = size.split('x').map(Number);
    return short * SHORT + long;
  }),
);

/** Aspect ratio above which a size is unique to screens: no camera or program makes pictures with it. */
const TALL = 2.01;

/** Whether a picture has exactly the size of a phone, tablet or computer screen, in portrait or landscape. */
export const isScreenSize = (width: number, height: number): boolean =>
  known.has(Math.min(width, height) * SHORT + Math.max(width, height));

/** Whether a picture has the size of a screen with a larger aspect ratio than any film, video or print. */
export const isTallScreenSize = (width: number, height: number): boolean =>
  Math.max(width, height) > TALL * Math.min(width, height) && isScreenSize(width, height);

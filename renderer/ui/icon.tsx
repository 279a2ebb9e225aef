import { memo, type ReactNode } from 'react';

/** Drawn on 24 × 24, in lines of the text's colour. */
const SHAPES = {
  search: (
    <>
      <circle cx="11" cy="11" r="6.5" />
      <path d="m16 16 4.5 4.5" />
    </>
  ),
  bookmark: <path d="M7.500 4.500h9a1 1 0 0 1 1 1v14l-5.500-4-5.500 4v-14a1 1 0 0 1 1-1z" />,
  edit: <path d="M4.500 19.500l1-4L16 5l3 3L8.500 18.500zM13.500 7.500l3 3" />,
  close: <path d="M6 6l12 12M18 6 6 18" />,
  folder: <path d="M3.5 7a2 2 0 0 1 2-2h4l2 2.5h7a2 2 0 0 1 2 2V17a2 2 0 0 1-2 2h-13a2 2 0 0 1-2-2z" />,
  warning: <path d="M12 4.5 3.200 19.5h17.600zM12 10v4.5M12 17v.2" />,
  settings: (
    <>
      <path d="M4 8h8M18 8h2M4 16h2M12 16h8" />
      <circle cx="15" cy="8" r="2.5" />
      <circle cx="9" cy="16" r="2.5" />
    </>
  ),
  left: <path d="m14.5 5.5-6.5 6.5 6.5 6.5" />,
  right: <path d="m9.5 5.5 6.5 6.5-6.5 6.5" />,
  info: (
    <>
      <circle cx="12" cy="12" r="8.5" />
      <path d="M12 11v5.5M12 7.800v.2" />
    </>
  ),
  open: <path d="M13.5 4.5h6v6M19.5 4.5l-8 8M10 6H6.5a2 2 0 0 0-2 2v9.5a2 2 0 0 0 2 2H16a2 2 0 0 0 2-2V14" />,
  export: (
    <path d="M12 15.500v-11M7.500 9l4.500-4.500 4.500 4.500M5 13.500v4a2 2 0 0 0 2 2h10a2 2 0 0 0 2-2v-4" />
  ),
  download: (
    <path d="M12 4.500v11M7.500 11l4.500 4.500 4.500-4.500M5 13.500v4a2 2 0 0 0 2 2h10a2 2 0 0 0 2-2v-4" />
  ),
  print: (
    <path d="M7.500 9V4.500h9V9M7.500 16.500h-2a1.500 1.500 0 0 1-1.500-1.500v-4.500a1.500 1.500 0 0 1 1.500-1.500h13a1.500 1.500 0 0 1 1.500 1.500V15a1.500 1.500 0 0 1-1.500 1.500h-2M7.500 13.500h9v6h-9z" />
  ),
  share: (
    <>
      <circle cx="6.500" cy="12" r="2.500" />
      <circle cx="17" cy="6" r="2.500" />
      <circle cx="17" cy="18" r="2.500" />
      <path d="m8.700 10.800 6.100-3.500M8.700 13.200l6.100 3.500" />
    </>
  ),
  wallpaper: <path d="M4 5.500h16v11H4zM9 19.500h6M12 16.500v3M4.500 15l4-4 3 3 3.500-3.500 4.500 4.500" />,
  pause: <path d="M9 6.5v11M15 6.5v11" />,
  live: (
    <>
      <circle cx="12" cy="12" r="2.500" />
      <circle cx="12" cy="12" r="5.500" />
      <circle cx="12" cy="12" r="8.500" strokeDasharray="1.500 1.900" />
    </>
  ),
  film: (
    <>
      <rect x="4" y="5.500" width="16" height="13" rx="2" />
      <path d="M8 5.500v13M16 5.500v13M4 9.800h4M4 14.200h4M16 9.800h4M16 14.200h4" />
    </>
  ),
  play: <path d="M8 5.5v13l10.5-6.5z" />,
  whole: <path d="M4.500 9V4.500H9M15 4.500h4.500V9M19.500 15v4.500H15M9 19.500H4.500V15" />,
  area: (
    <>
      <rect x="4.500" y="6" width="15" height="12" rx="1" strokeDasharray="3 2.200" />
      <path d="M12 9.500v5M9.500 12h5" />
    </>
  ),
  minus: <path d="M6 12h12" />,
  plus: <path d="M6 12h12M12 6v12" />,
  zoom: (
    <>
      <circle cx="11" cy="11" r="6.5" />
      <path d="m16 16 4.5 4.5M8.5 11h5M11 8.5v5" />
    </>
  ),
  calendar: (
    <path d="M4.5 7.5a2 2 0 0 1 2-2h11a2 2 0 0 1 2 2v10a2 2 0 0 1-2 2h-11a2 2 0 0 1-2-2zM4.5 10.5h15M8.5 3.5v3.5M15.5 3.5v3.5" />
  ),
  camera: (
    <>
      <path d="M3.5 9a2 2 0 0 1 2-2h2.200l1.5-2h5.600l1.5 2h2.200a2 2 0 0 1 2 2v8a2 2 0 0 1-2 2h-13a2 2 0 0 1-2-2z" />
      <circle cx="12" cy="13" r="3.5" />
    </>
  ),
  place: (
    <>
      <path d="M12 20.5c4-4.5 6-7.5 6-10.5a6 6 0 0 0-12 0c0 3 2 6 6 10.5z" />
      <circle cx="12" cy="10" r="2" />
    </>
  ),
  person: (
    <>
      <circle cx="12" cy="8.5" r="3.5" />
      <path d="M5 19.5a7 7 0 0 1 14 0" />
    </>
  ),
  tag: <path d="M4 5.5V11l8.5 8.5 7-7L11 4H5.5A1.5 1.5 0 0 0 4 5.5zM8 8v.2" />,
  star: (
    <path d="m12 4.5 2.300 4.900 5.200.7-3.800 3.700.9 5.300-4.600-2.600-4.600 2.600.9-5.300-3.800-3.700 5.200-.7z" />
  ),
  picture: (
    <path d="M4.5 6.5a2 2 0 0 1 2-2h11a2 2 0 0 1 2 2v11a2 2 0 0 1-2 2h-11a2 2 0 0 1-2-2zM4.5 16l4.5-4.5 4 4 2.5-2.5 4 4M15 8.5v.2" />
  ),
  check: <path d="m5.5 12.5 4.5 4.5 9-10" />,
  album: (
    <path d="M3.5 9.5a2 2 0 0 1 2-2h9a2 2 0 0 1 2 2v8a2 2 0 0 1-2 2h-9a2 2 0 0 1-2-2zM7 4.5h11a2.500 2.500 0 0 1 2.500 2.500v9M3.5 17l4-4 5 5" />
  ),
  alike: (
    <>
      <circle cx="9" cy="12" r="5.5" />
      <path d="M12.500 7.750a5.500 5.500 0 1 1 0 8.500" />
    </>
  ),
  trash: (
    <path d="M4.500 7h15M9.500 7V5a1 1 0 0 1 1-1h3a1 1 0 0 1 1 1v2M6.500 7l.8 11a2 2 0 0 0 2 1.900h5.400a2 2 0 0 0 2-1.900l.8-11M10 10.500v6M14 10.500v6" />
  ),
  copies: (
    <path d="M8.500 8.500v-2a2 2 0 0 1 2-2h7a2 2 0 0 1 2 2v7a2 2 0 0 1-2 2h-2M4.500 10.500a2 2 0 0 1 2-2h7a2 2 0 0 1 2 2v7a2 2 0 0 1-2 2h-7a2 2 0 0 1-2-2z" />
  ),
  eye: (
    <>
      <path d="M2.800 12c2.300-4 5.400-6 9.200-6s6.900 2 9.200 6c-2.300 4-5.400 6-9.200 6s-6.900-2-9.200-6z" />
      <circle cx="12" cy="12" r="2.800" />
    </>
  ),
  hide: (
    <path d="M4 4l16 16M9.5 6.400A9 9 0 0 1 12 6c3.800 0 6.900 2 9.200 6a14 14 0 0 1-2.700 3.400M6.200 8A14 14 0 0 0 2.800 12c2.300 4 5.400 6 9.200 6a9 9 0 0 0 4-.900M10 10a2.800 2.800 0 0 0 4 4" />
  ),
  'rotate-left': <path d="M5 4.500v5h5M5.500 9.500A7.500 7.500 0 1 1 4.500 13" />,
  'rotate-right': <path d="M19 4.500v5h-5M18.500 9.500A7.500 7.500 0 1 0 19.500 13" />,
  rating: <path d="M4 18.500h4v-5h4v-5h4v-4h4v14M4 18.500h16" />,
  more: <path d="M12 5.500v.2M12 12v.2M12 18.500v.2" strokeWidth="2.600" />,
  contrast: (
    <>
      <circle cx="12" cy="12" r="7.5" />
      <path d="M12 4.500a7.500 7.500 0 0 1 0 15z" fill="currentColor" />
    </>
  ),
  text: <path d="M5.500 7.500v-2h13v2M12 5.500v13M9.500 18.500h5" />,
  menu: <path d="M4 7h16M4 12h16M4 17h16" />,
  down: <path d="m7 10 5 5 5-5" />,
  clock: (
    <>
      <circle cx="12" cy="12" r="8.5" />
      <path d="M12 7.500V12l3 2" />
    </>
  ),
  memories: (
    <>
      <path d="M5 5v4.500h4.500M5.300 9A7.500 7.500 0 1 1 4.500 13.500" />
      <path d="M12 8.500v4l2.800 1.800" />
    </>
  ),
  slideshow: (
    <>
      <rect x="3.500" y="5" width="17" height="12" rx="2" />
      <path d="M10.500 8.500v5l4-2.500zM8.500 20h7" />
    </>
  ),
  repeat: (
    <path d="M5 11V9.500a3 3 0 0 1 3-3h10.500M15.500 3.500l3 3-3 3M19 13v1.500a3 3 0 0 1-3 3H5.500M8.500 20.500l-3-3 3-3" />
  ),
  'full-screen': <path d="M4.500 9V4.500H9M15 4.500h4.500V9M19.500 15v4.500H15M9 19.500H4.500V15" />,
  sound: (
    <path d="M4.500 10v4h3l4 3.500v-11L7.500 10zM15 9a4 4 0 0 1 0 6M17.500 6.500a7.500 7.500 0 0 1 0 11" />
  ),
  muted: <path d="M4.500 10v4h3l4 3.500v-11L7.500 10zM15.500 9.500l5 5M20.500 9.500l-5 5" />,
  spark: (
    <path d="M11 4.500c.7 4.300 2.200 5.800 6.500 6.500-4.300.7-5.800 2.200-6.500 6.500-.7-4.300-2.200-5.800-6.500-6.500 4.300-.7 5.800-2.200 6.500-6.500zM18.500 15.500v4M16.500 17.500h4" />
  ),
} satisfies Record<string, ReactNode>;

export type IconName = keyof typeof SHAPES;

export const Icon = memo(function Icon({ name }: { readonly name: IconName }): ReactNode {
  return (
    <svg className="icon" viewBox="0 0 24 24" aria-hidden="true">
      {SHAPES[name]}
    </svg>
  );
});

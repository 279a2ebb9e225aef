/** Themes of the window, as the user chooses them. */
export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

/** What the system can draw: menus, scroll bars, dialogs. */
export type ColourScheme = 'light' | 'dark';

interface ThemeRow {
  /** In which scheme the system draws beside it; `system`: in its own. */
  readonly scheme: ColourScheme | 'system';
  /** `--ground` of renderer/ui/theme.css in each scheme: the window before its page is drawn. */
  readonly ground: Readonly<Record<ColourScheme, string>>;
}

const GROUND = { light: '#fbfaf7', dark: '#121617' };

/** One row for each theme. */
export const THEME_ROWS: Readonly<Record<Theme, ThemeRow>> = {
  system: { scheme: 'system', ground: GROUND },
  light: { scheme: 'light', ground: GROUND },
  dark: { scheme: 'dark', ground: GROUND },
};

import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { THEME_ROWS, THEMES } from '../../../src/domain/theme.ts';
import { ROOT } from '../../support/paths.ts';

const RENDERER = path.join(ROOT, 'renderer');
const NAMED = path.join('ui', 'theme.css');
const sheetOf = (name: string): string => readFileSync(path.join(RENDERER, name), 'utf8');
const theme = sheetOf(NAMED);

/** The pair of a named colour in a block of declarations. */
const pairOf = (name: string, declarations: string): string[] | undefined =>
  new RegExp(`--${name}: light-dark\\((#\\w+), (#\\w+)\\);`, 'u').exec(declarations)?.slice(1);

describe('a theme', () => {
  it.each(THEMES.filter((name) => name !== 'system'))('%s has its rule, and draws in its scheme', (name) => {
    const rule = new RegExp(`:root\\[data-theme="${name}"\\] \\{([^}]*)\\}`, 'u').exec(theme)?.[1];
    expect(rule).toContain(`color-scheme: ${THEME_ROWS[name].scheme};`);
  });

  it.each(THEMES)('%s opens its window in the ground of its page', (name) => {
    const rule = new RegExp(`:root\\[data-theme="${name}"\\] \\{([^}]*)\\}`, 'u').exec(theme)?.[1] ?? '';
    const { light, dark } = THEME_ROWS[name].ground;
    const own = /--ground: (#\w+);/u.exec(rule)?.[1];
    expect([light, dark]).toEqual(
      own === undefined ? (pairOf('ground', rule) ?? pairOf('ground', theme)) : [own, own],
    );
  });
});

it('a colour that differs between light and dark is named in the sheet of themes', () => {
  const sheets = globSync('**/*.css', { cwd: RENDERER }).filter((name) => name !== NAMED);
  expect(sheets.length).toBeGreaterThan(10);
  expect(sheets.filter((name) => /light-dark\(|prefers-color-scheme/u.test(sheetOf(name)))).toEqual([]);
});

it('every variable of the sheets is set somewhere', () => {
  const sources = globSync(['**/*.css', '**/*.ts', '**/*.tsx'], { cwd: RENDERER }).map(sheetOf).join('\n');
  const used = new Set(Array.from(sources.matchAll(/var\((--[\w-]+)\)/gu), ([, name]) => name ?? ''));
  const unset = [...used].filter((name) => !new RegExp(`${name}['"]?\\]?:`, 'u').test(sources));
  expect(unset).toEqual([]);
});

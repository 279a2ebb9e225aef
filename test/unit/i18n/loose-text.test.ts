import { parseSync } from 'vite';
import { describe, expect, it } from 'vitest';
import { type SourceFile, sourceFiles } from '../../support/source-files.ts';

/** Attributes whose text is seen or heard. */
const SHOWN = ['aria-label', 'aria-description', 'aria-valuetext', 'title', 'placeholder', 'alt', 'label'];
/** Names that are the same in every language. */
const NAMES = ['Beachcomb'];

const LETTERS = /\p{L}{2,}/u;
const isLoose = (text: string): boolean => LETTERS.test(text) && !NAMES.includes(text.trim());

type Node = Readonly<Record<string, unknown>> & { readonly type: string };
const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';

/** Nodes directly below a node. */
const childrenOf = (node: Node): Node[] => Object.values(node).flat().filter(isNode);

/** Texts that an expression may become, wherever it chooses or joins; not those that it only passes on. */
function textsOf(node: Node): string[] {
  switch (node.type) {
    case 'Literal':
    case 'JSXText':
      return typeof node['value'] === 'string' ? [node['value']] : [];
    case 'TemplateElement':
      return childrenOf(node).length === 0 ? [JSON.stringify(node['value'])] : [];
    case 'ConditionalExpression':
      return [node['consequent'], node['alternate']].filter(isNode).flatMap(textsOf);
    case 'TemplateLiteral':
      return [node['quasis'], node['expressions']].flat().filter(isNode).flatMap(templateTexts);
    case 'LogicalExpression':
    case 'BinaryExpression':
      return /^[=!]=|^[<>]/.test(String(node['operator']))
        ? []
        : [node['left'], node['right']].filter(isNode).flatMap(textsOf);
    case 'JSXExpressionContainer':
    case 'ParenthesizedExpression':
      return childrenOf(node).flatMap(textsOf);
    default:
      return [];
  }
}
const templateTexts = (node: Node): string[] => {
  if (node.type !== 'TemplateElement') return textsOf(node);
  const { value } = node;
  return typeof value === 'object' && value !== null && 'raw' in value ? [String(value.raw)] : [];
};

/** What a component shows that is not out of a catalogue: text between tags, and in attributes that are shown. */
function looseTexts({ file, text }: SourceFile): string[] {
  const { program, errors } = parseSync(file, text);
  if (errors.length > 0) throw new Error(`${file} cannot be parsed`);
  const found: string[] = [];
  const walk = (node: Node): void => {
    if (node.type === 'JSXElement' || node.type === 'JSXFragment')
      found.push(
        ...[node['children']]
          .flat()
          .filter(isNode)
          .flatMap((child) => textsOf(child)),
      );
    if (node.type === 'JSXAttribute' && isNode(node['name']) && isNode(node['value']))
      if (SHOWN.includes(String(node['name']['name']))) found.push(...textsOf(node['value']));
    childrenOf(node).forEach(walk);
  };
  if (isNode(program)) walk(program);
  return found.filter(isLoose).map((one) => `${file}: ${one.trim()}`);
}

describe('texts outside of the catalogues', () => {
  it('are found by this test between tags, in attributes and in choices', () => {
    const text = [
      'const a = <p title="Loose title">Loose text {b ? "Loose choice" : t.close}</p>;',
      `const c = <img alt={\`Loose \${d} template\`} className="not shown" />;`,
      'const e = <b aria-label={f === "not shown" ? t.open : "Loose label"}>{g && "Loose when"} Beachcomb</b>;',
    ].join('\n');
    expect(looseTexts({ file: 'planted.tsx', text })).toHaveLength(7);
  });

  it('are in no component of the window', () => {
    expect(sourceFiles('renderer').flatMap(looseTexts)).toEqual([]);
  });

  it('are in no menu, dialog or notification of the shell', () => {
    const shown = /\b(label|message|title|body|detail|buttonLabel): '([^']*)'/g;
    const found = sourceFiles('electron').flatMap(({ file, text }) =>
      [...text.matchAll(shown)]
        .map(([, , value = '']) => value)
        .filter(isLoose)
        .map((one) => `${file}: ${one}`),
    );
    expect(found).toEqual([]);
  });

  it('are Chinese nowhere but in the catalogue and the search language', () => {
    const rooms = ['api', 'app', 'entry', 'indexing', 'platform', 'store', 'transfer', 'vision'];
    const folders = ['renderer', 'electron', ...rooms.map((room) => `src/${room}`)];
    const withoutComments = (text: string): string => text.replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '');
    const found = sourceFiles(...folders).filter(({ text }) => /\p{Script=Han}/u.test(withoutComments(text)));
    expect(found.map(({ file }) => file)).toEqual([
      // The names of fields as they are typed.
      'renderer/features/search/suggestion-session.ts',
      // A language is called by its own name in every language.
      'renderer/features/settings/settings-page.tsx',
      // The units and dates of Chinese in photos.
      'renderer/features/viewer/text-parts.ts',
    ]);
  });
});

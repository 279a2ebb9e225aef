import { parseSync } from 'vite';

export interface MeasuredFunction {
  /** Its file, then the name that it has or is given; "a function" where it has none. */
  readonly name: string;
  /** From the first to the last. */
  readonly lines: number;
  readonly text: string;
}

/** Every function of a source text, nested ones included. `const A = memo(() => …)` names what it wraps. */
export function functionsOf(file: string, text: string): MeasuredFunction[] {
  const found: MeasuredFunction[] = [];
  const linesIn = (start: number, end: number): number => text.slice(start, end).split('\n').length;
  const visit = (node: unknown, given: string): void => {
    if (Array.isArray(node)) for (const one of node) visit(one, given);
    if (typeof node !== 'object' || node === null || !('type' in node)) return;
    const { type, start, end, id, key } = node as {
      readonly type: string;
      readonly start: number;
      readonly end: number;
      readonly id?: { readonly name?: string } | null;
      readonly key?: { readonly name?: string };
    };
    const name = id?.name ?? key?.name ?? given;
    if (/^(?:Function(?:Declaration|Expression)|ArrowFunctionExpression)$/.test(type))
      found.push({ name: `${file} ${name}`, lines: linesIn(start, end), text: text.slice(start, end) });
    // Whatever else is within has a name of its own or none.
    const passesOn =
      /^(?:VariableDeclarator|CallExpression|ExportNamedDeclaration|MethodDefinition|Property|PropertyDefinition)$/;
    for (const value of Object.values(node)) visit(value, passesOn.test(type) ? name : 'a function');
  };
  visit(parseSync(file, text).program.body, 'a function');
  return found;
}

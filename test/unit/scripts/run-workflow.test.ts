import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { evaluate, filled, runsHere } from '../../../scripts/run-workflow.ts';
import { ROOT } from '../../support/paths.ts';

const WORKFLOWS = path.join(ROOT, '.github', 'workflows');

/** An expression in the text of a step. */
const braced = (expression: string): string => ['$', `{{ ${expression} }}`].join('');

describe('a workflow that is run here', () => {
  it.each([
    [undefined, true],
    ["runner.os == 'Linux'", true],
    ["runner.os != 'Linux'", false],
    [braced("runner.os == 'Windows'"), false],
    ["startsWith(github.ref, 'refs/tags/v')", false],
    ["runner.os == 'Linux' && matrix.os == 'ubuntu-24.04'", true],
  ])('runs a step with the condition %s: %s', (condition, expected) => {
    expect(runsHere({ if: condition })).toBe(expected);
  });

  it('has no secrets, and the addresses of no repository', () => {
    expect(filled(`a ${braced("runner.os == 'macOS' && secrets.CSC_LINK || ''")} b`)).toBe('a  b');
    expect(filled(braced('secrets.APPLE_ID') + braced('vars.AZURE_SIGN_ENDPOINT'))).toBe('');
    expect(filled(`${braced('github.server_url')}/${braced('github.repository')}`)).toBe(
      'https://github.example/beachcomb/beachcomb',
    );
    expect(() => evaluate('runner.os ==')).toThrow();
  });

  it('understands every expression of the workflows', () => {
    const expressions = readdirSync(WORKFLOWS).flatMap((name) => [
      ...readFileSync(path.join(WORKFLOWS, name), 'utf8').matchAll(/\$\{\{(.*?)\}\}|^ +(?:- )?if: (.+)$/gm),
    ]);
    expect(expressions.length).toBeGreaterThan(20);
    for (const [whole, inBraces, condition] of expressions) {
      const expression = (inBraces ?? condition ?? '').trim();
      // Set by the steps of an action, which is not run.
      if (expression.startsWith('steps.')) continue;
      expect(() => evaluate(expression.replace(/^\$\{\{|\}\}$/g, '')), whole).not.toThrow();
    }
  });
});

describe('the workflows', () => {
  it('pin every action by its commit, with the version beside it', () => {
    const uses = readdirSync(WORKFLOWS).flatMap((name) =>
      readFileSync(path.join(WORKFLOWS, name), 'utf8')
        .split('\n')
        .filter((line) => /^\s+-? ?uses: (?!\.\/)/.test(line)),
    );
    expect(uses.length).toBeGreaterThan(10);
    expect(uses.filter((line) => !/uses: [\w-]+\/[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(line))).toEqual(
      [],
    );
  });

  it('package with the Node of nodejs.org', () => {
    const release = parse(readFileSync(path.join(WORKFLOWS, 'release.yml'), 'utf8')) as {
      jobs: { package: { steps: { run?: string }[] } };
    };
    const runs = release.jobs.package.steps.map(({ run }) => run ?? '');
    const [fetched, packaged] = ['npm run fetch:node', 'npm run package -- all'].map((run) =>
      runs.indexOf(run),
    );
    expect(fetched).toBeGreaterThan(-1);
    expect(packaged).toBeGreaterThan(fetched ?? -1);
  });
});

import path from 'node:path';
import process from 'node:process';
import type { Reporter, SerializedError, TestModule } from 'vitest/node';
import { ROOT } from './paths.ts';

/** A test, or a file of tests, that failed. */
export interface Failed {
  /** Relative to the top of the checkout. */
  readonly file: string;
  /** The whole name of the test; null: the file itself, such as one that cannot be loaded. */
  readonly name: string | null;
  readonly errors: readonly Pick<SerializedError, 'message'>[];
}

/** The failed tests, one line each, with the first line of the first error; empty where none failed. */
export function failedList(failed: readonly Failed[]): string {
  if (failed.length === 0) return '';
  const lines = failed.map(({ file, name, errors }) => {
    const reason = errors[0]?.message.split('\n')[0] ?? 'no error';
    return `  ${[file, ...(name === null ? [] : [name]), reason].join(': ')}`;
  });
  return [`Failed: ${failed.length}`, ...lines].join('\n');
}

const NOT_ENDED = { message: 'did not run to its end' };
const fileOf = (moduleId: string): string =>
  path.relative(process.env['BEACHCOMB_ROOT'] ?? ROOT, moduleId).replaceAll(path.sep, '/');

const failedOf = (module: TestModule): Failed[] => {
  const file = fileOf(module.moduleId);
  const suites = [...module.children.allSuites()].map((suite) => ({
    name: suite.fullName,
    errors: suite.errors(),
  }));
  const tests = [...module.children.allTests('failed')].map((test) => ({
    name: test.fullName,
    errors: test.result().errors ?? [],
  }));
  const hooks = [{ name: null, errors: module.errors() }, ...suites].filter(
    ({ errors }) => errors.length > 0,
  );
  return [...hooks, ...tests].map((failed) => ({ file, ...failed }));
};

/** Errors of no test, such as a worker that ended, and the files whose tests it took away. */
export function outsideTests(
  modules: readonly Pick<TestModule, 'moduleId' | 'state'>[],
  errors: readonly Pick<SerializedError, 'message' | 'cause'>[],
): Failed[] {
  const unfinished = modules.filter((module) => ['queued', 'pending'].includes(module.state()));
  return [
    ...errors.map((error) => ({ file: 'outside of tests', name: null, errors: [error.cause ?? error] })),
    ...unfinished.map(({ moduleId }) => ({ file: fileOf(moduleId), name: null, errors: [NOT_ENDED] })),
  ];
}

/** Ends a run with the list of what failed: of a log that was cut, the end is what is left. */
export class FailedReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly SerializedError[]): void {
    const list = failedList([...modules.flatMap(failedOf), ...outsideTests(modules, errors)]);
    if (list !== '') process.stdout.write(`\n${list}\n`);
  }
}

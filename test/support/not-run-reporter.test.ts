import { describe, expect, it } from 'vitest';
import { notRunList } from './not-run-reporter.ts';

describe('the list of tests that were not run', () => {
  it('names each test with the reason and what to do about it, tests of one reason together', () => {
    const list = notRunList([
      { file: 'test/e2e/steps.test.ts', name: '(needs Electron) > opens' },
      { file: 'test/e2e/browser.test.ts', name: 'the window in Chromium (needs chromium) > shows' },
      { file: 'test/faults/electron.test.ts', name: 'killed (needs Electron)\n> all there' },
      { file: 'test/integration/vision/classify/webgpu.test.ts', name: 'answers as the processor' },
      { file: 'test/unit/domain/path-bytes.test.ts', name: 'may hold a backslash' },
    ]).split('\n');
    expect(list[0]).toBe('Not run: 5');
    expect(list[1]).toMatch(/^2 because there is no Electron \(node node_modules\/electron\/install\.js/);
    expect(list.slice(2, 4)).toEqual([
      '  test/e2e/steps.test.ts: (needs Electron) > opens',
      '  test/faults/electron.test.ts: killed (needs Electron) > all there',
    ]);
    expect(list[4]).toMatch(/^1 because there is no Chromium/);
    expect(list[6]).toMatch(/^1 because there is no Vulkan/);
    expect(list[8]).toMatch(/^1 because they are for another system/);
    expect(list[9]).toBe('  test/unit/domain/path-bytes.test.ts: may hold a backslash');
  });

  it('is empty where all were run', () => {
    expect(notRunList([])).toBe('');
  });
});

import { describe, expect, it } from 'vitest';
import { type NotRun, notRunList, roundsNotRun } from './not-run-reporter.ts';

const notRun = (file: string, ...skipped: string[]): NotRun => ({ file, name: skipped.join(' > '), skipped });

describe('the list of tests that were not run', () => {
  it('names each test with the reason and what to do about it, tests of one reason together', () => {
    const list = notRunList([
      notRun('test/e2e/steps.test.ts', '(needs Electron)', 'opens'),
      notRun('test/e2e/browser.test.ts', 'the window in Chromium (needs chromium)', 'shows'),
      notRun('test/faults/electron.test.ts', 'killed (needs Electron)\n', 'all there'),
      notRun('test/integration/vision/classify/webgpu.test.ts', 'answers as the processor'),
      notRun('test/unit/domain/path-bytes.test.ts', 'may hold a backslash'),
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

  it('gives the reason of the group or test that is skipped, not of a group around it that runs', () => {
    const name = '(needs Chromium) > shows faces (needs ../shared/photos)';
    const file = 'test/e2e/steps.test.ts';
    const photos = { file, name, skipped: ['shows faces (needs ../shared/photos)'] };
    expect(notRunList([photos])).toContain('1 because photos or cases');
    const both = { ...photos, skipped: ['(needs Chromium)', ...photos.skipped] };
    expect(notRunList([both])).toContain('1 because there is no Chromium');
  });

  it('names the program that a test needs', () => {
    const test = notRun('test/faults/blame.test.ts', 'for want of memory, blames no photo (needs prlimit)');
    expect(notRunList([test])).toContain(
      '1 because limits of running processes cannot be set (install util-linux',
    );
  });

  it('is empty where all were run', () => {
    expect(notRunList([])).toBe('');
  });
});

describe('the rounds of random tests that were not run', () => {
  it('are counted in all, with how to run them', () => {
    const line = roundsNotRun([
      { run: 100, of: 1300 },
      { run: 20, of: 60 },
    ]);
    expect(line).toMatch(
      /^Not run: 1,240 of 1,360 rounds of random tests \(BEACHCOMB_ALL_ROUNDS=1 npm test /,
    );
  });

  it('are not mentioned where all were run', () => {
    expect(roundsNotRun([])).toBe('');
  });
});

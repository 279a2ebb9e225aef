import { ChildProcess } from 'node:child_process';
import { PassThrough } from 'node:stream';
import { describe, expect, it, onTestFinished } from 'vitest';
import { forwardLog } from '../../../../src/platform/log/forward-log.ts';
import { log, setLog } from '../../../../src/platform/log/log.ts';
import type { LogRecord } from '../../../../src/platform/log/log-record.ts';

/** What WebGPU prints on a computer without a driver of a graphics card. */
const NO_DRIVER = [
  'Warning: vkCreateInstance failed with VK_ERROR_INCOMPATIBLE_DRIVER',
  ' at CheckVkSuccessImpl (../../third_party/dawn/src/dawn/native/vulkan/VulkanError.cpp:88)',
  ' at CreateVkInstance (../../third_party/dawn/src/dawn/native/vulkan/BackendVk.cpp:458)',
];

/** Writes chunks to the stderr of a child. @returns the log, and the lines that were passed on */
async function forwarded(chunks: readonly string[]): Promise<{ records: LogRecord[]; plain: string }> {
  const records: LogRecord[] = [];
  setLog('host', (record) => records.push(record), 'debug');
  onTestFinished(() => setLog('host', () => {}, 'fatal'));
  const stderr = new PassThrough();
  const child = Object.assign(Object.create(ChildProcess.prototype) as ChildProcess, { stderr, pid: 7 });
  let plain = '';
  forwardLog(child, 'engine', (text) => {
    plain += text;
  });
  const end = new Promise((resolve) => stderr.once('end', resolve));
  for (const chunk of chunks) stderr.write(chunk);
  stderr.end();
  await end;
  log.debug('end');
  return { records: records.slice(0, -1), plain };
}

describe('forwardLog', () => {
  it.each([
    ['at once', [`${NO_DRIVER.join('\n')}\n`]],
    ['line by line', NO_DRIVER.map((line) => `${line}\n`)],
    ['cut anywhere', `${NO_DRIVER.join('\n')}\n`.match(/.{1,13}/gs) ?? []],
  ])('makes one plain line of a missing graphics driver, written %s', async (_, chunks) => {
    const { records, plain } = await forwarded(chunks);
    expect(records).toEqual([
      expect.objectContaining({
        level: 'info',
        process: 'engine',
        pid: 7,
        message: 'there is no Vulkan driver',
        detail: 'VK_ERROR_INCOMPATIBLE_DRIVER',
      }),
    ]);
    expect(plain).toBe('');
  });

  it('keeps every other line, the stack of an error too', async () => {
    const lines = ['Error: out of memory', ' at somewhere (file.cpp:1)'];
    const { records, plain } = await forwarded([`${[...NO_DRIVER, ...lines].join('\n')}\n`]);
    expect(plain).toBe(`${lines.join('\n')}\n`);
    expect(records.map(({ level, message }) => [level, message])).toEqual([
      ['info', 'there is no Vulkan driver'],
      ['warn', 'output on stderr'],
    ]);
  });
});

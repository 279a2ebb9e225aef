import { describe, expect, it } from 'vitest';
import { type PictureHeaders, pictureResponse, type ReadPart } from '../../../src/api/picture-response.ts';

const FILE = Buffer.from('0123456789');

/** A file of ten bytes that is read three bytes at a time. */
const read: ReadPart = async (from, version) => {
  if (version !== null && version !== 'v1') throw new Error('another version');
  return { type: 'image/jpeg', bytes: FILE.subarray(from, from + 3), size: FILE.length, version: 'v1' };
};

async function ask(asked: PictureHeaders) {
  const { status, headers, body } = await pictureResponse(asked, read);
  let text = '';
  for await (const bytes of body ?? []) text += Buffer.from(bytes).toString();
  return { status, text, length: headers['content-length'], range: headers['content-range'] };
}

describe('a picture', () => {
  it.each([
    ['no range', undefined, 200, '0123456789', undefined],
    ['a first part', 'bytes=0-3', 206, '0123', 'bytes 0-3/10'],
    ['one byte', 'bytes=4-4', 206, '4', 'bytes 4-4/10'],
    ['an open end', 'bytes=7-', 206, '789', 'bytes 7-9/10'],
    ['an end behind the file', 'bytes=7-99', 206, '789', 'bytes 7-9/10'],
    ['a suffix', 'bytes=-4', 206, '6789', 'bytes 6-9/10'],
    ['a suffix longer than the file', 'bytes=-99', 206, '0123456789', 'bytes 0-9/10'],
    ['a start behind the file', 'bytes=10-', 416, '', 'bytes */10'],
    ['a suffix of nothing', 'bytes=-0', 416, '', 'bytes */10'],
    ['an end before the start', 'bytes=5-2', 200, '0123456789', undefined],
    ['two ranges', 'bytes=0-1,4-5', 200, '0123456789', undefined],
    ['another unit', 'lines=0-1', 200, '0123456789', undefined],
    ['no numbers', 'bytes=a-b', 200, '0123456789', undefined],
    ['nothing', 'bytes=-', 200, '0123456789', undefined],
    ['a number that no file has', 'bytes=99999999999999999999-', 200, '0123456789', undefined],
  ])('asked for with %s', async (_name, range, status, text, contentRange) => {
    const answered = await ask({ range });
    expect(answered).toEqual({ status, text, length: `${text.length}`, range: contentRange });
  });

  it('is given whole where If-Range names another version, and in part where it names this one', async () => {
    expect(await ask({ range: 'bytes=2-3', ifRange: '"v0"' })).toMatchObject({
      status: 200,
      text: '0123456789',
    });
    expect(await ask({ range: 'bytes=2-3', ifRange: '"v1"' })).toMatchObject({ status: 206, text: '23' });
  });

  it('is not sent again to who has this version', async () => {
    expect(await ask({ ifNoneMatch: '"v0", "v1"' })).toMatchObject({ status: 304, text: '' });
    expect(await ask({ ifNoneMatch: '"v0"' })).toMatchObject({ status: 200 });
  });

  it('fails where its file becomes shorter in the middle, instead of reading for ever', async () => {
    const { body } = await pictureResponse({}, async (from) => ({
      type: 'image/jpeg',
      bytes: FILE.subarray(from, Math.min(from + 3, 6)),
      size: FILE.length,
      version: 'v1',
    }));
    await expect(Array.fromAsync(body ?? [])).rejects.toThrow('ended early');
  });
});

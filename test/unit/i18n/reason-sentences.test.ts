import { describe, expect, it } from 'vitest';
import { BeachcombError } from '../../../src/domain/error.ts';
import { reasonOfSystemCode } from '../../../src/domain/error-reason.ts';
import { LANGUAGES } from '../../../src/domain/label.ts';
import { type ProblemDetail, readDetail, storedDetail } from '../../../src/domain/problem-detail.ts';
import { formatterFor } from '../../../src/i18n/formatter.ts';
import { errorReasonText, failureText, problemDetailText } from '../../../src/i18n/sentences.ts';

const DETAILS: readonly ProblemDetail[] = [
  { code: 'no-bytes' },
  { code: 'size-in-header', width: 'NaN', height: '0' },
  { code: 'bytes-above-limit', bytes: 5, limit: 4 },
  { code: 'not-finished', seconds: 0.5 },
  { code: 'no-answer', seconds: 60 },
  { code: 'no-jpeg', format: 'CR3' },
  { code: 'link-target-in-annex' },
  { code: 'other', detail: 'VipsJpeg: Premature end of JPEG file' },
];

describe('the detail of a problem', () => {
  it.each(DETAILS)('is read from a library as it was stored: $code', (detail) => {
    expect(readDetail(storedDetail(detail))).toEqual(detail);
  });

  it.each(['The header is cut off.', '', '{"code":', '{"code":"of a later version"}'])(
    'is shown as it is where it has no known code: %j',
    (stored) => {
      for (const language of LANGUAGES)
        expect(problemDetailText(formatterFor(language), readDetail(stored))).toBe(stored);
    },
  );

  it('is a sentence in either language', () => {
    const detail: ProblemDetail = { code: 'rows-missing', rows: 3, height: 1200 };
    expect(problemDetailText(formatterFor('en'), detail)).toBe('The file ends after 3 of 1,200 rows.');
    expect(problemDetailText(formatterFor('zh'), detail)).toBe('文件在第 3 行结束，共应有 1,200 行。');
  });

  it.each<[ProblemDetail, string]>([
    [{ code: 'video-bytes' }, 'The bytes are those of a video.'],
    [{ code: 'too-many-references' }, 'The directories of the file refer to too much.'],
    [{ code: 'no-codestream' }, 'The file has no JPEG XL codestream.'],
    [{ code: 'no-jpeg', format: 'CR3' }, 'The CR3 file has no JPEG that can be shown.'],
    [{ code: 'no-answer', seconds: 60 }, 'No answer within 60 seconds.'],
    [{ code: 'no-answer', seconds: 1 }, 'No answer within 1 second.'],
    [{ code: 'link-target-outside' }, 'What the link leads to lies outside this folder.'],
    [{ code: 'link-target-missing' }, 'What the link leads to is not there.'],
    [
      { code: 'link-target-in-annex' },
      'git-annex keeps the content elsewhere: “git annex get” brings it here.',
    ],
  ])('names what is wrong, in English and in Chinese: %j', (detail, sentence) => {
    expect(problemDetailText(formatterFor('en'), detail)).toBe(sentence);
    expect(problemDetailText(formatterFor('zh'), detail)).toMatch(/\p{Script=Han}.*。$/u);
  });
});

describe('the reason of an error', () => {
  it.each(['EACCES', 'ENOENT', 'EIO', 'ENOTCONN', 'toString'])('is a sentence for %s', (code) => {
    const reason = reasonOfSystemCode(code);
    expect(errorReasonText(formatterFor('en'), reason)).toMatch(/^The .+\.$|^It .+\.$/);
    expect(errorReasonText(formatterFor('zh'), reason)).toMatch(/\p{Script=Han}.*。$/u);
  });

  it('is shown instead of the sentence of the kind', () => {
    const bare = new BeachcombError('library-busy', 'busy');
    const precise = new BeachcombError('library-busy', 'busy', { reason: { code: 'library-indexed' } });
    expect(failureText('en', bare)).toBe(
      'Another program is writing to the library. Nothing was lost: try again in a moment, or close that program.',
    );
    expect(failureText('en', precise)).toBe('Another Beachcomb is indexing this library.');
    expect(failureText('zh', precise)).toBe('另一个 Beachcomb 正在为此图库建立索引。');
  });
});

import { describe, expect, it } from 'vitest';
import { createUserActionSession, type UserAction } from '../../../renderer/client/user-action-session.ts';
import type { UserActions } from '../../../renderer/client/user-actions.ts';
import { correctLabel } from '../../../renderer/features/labels/correct-label.ts';
import { strings } from '../../../renderer/i18n/strings.ts';

const DOG = { label: 'dog', name: 'Dog' };

/** What the notice of a correction says. */
async function notice(
  language: keyof typeof strings,
  moved: UserAction['moved'],
  applies: boolean | null = false,
): Promise<string> {
  const action: UserAction = {
    photos: 1,
    undo: () => Promise.resolve(),
    ...(moved === undefined ? {} : { moved }),
  };
  let said = '';
  const refuse = (): never => {
    throw new Error('a correction does nothing else');
  };
  const userData: UserActions = {
    session: {
      ...createUserActionSession({ client: refuse, moveToTrash: null }),
      correct: () => Promise.resolve(action),
    },
    act: (work, sentence) => {
      void work.then((done) => {
        said = sentence(done.photos, done);
      });
    },
    undo: refuse,
  };
  correctLabel(userData, strings[language], [1], DOG, applies);
  await Promise.resolve();
  await Promise.resolve();
  return said;
}

describe('the notice of a correction', () => {
  it('says how many others moved above the line and below it', async () => {
    expect(await notice('en', { above: 0, below: 5 })).toBe(
      'Marked as not “Dog”. 5 others moved below the line.',
    );
    expect(await notice('en', { above: 1, below: 0 }, true)).toBe(
      'Marked as “Dog”. 1 other moved above the line.',
    );
    expect(await notice('zh', { above: 2, below: 5 })).toBe(
      '已标记为不是“Dog”。另有 2 张移到了分界线以上。另有 5 张移到了分界线以下。',
    );
  });

  it('says nothing of others where none moved', async () => {
    expect(await notice('en', { above: 0, below: 0 })).toBe('Marked as not “Dog”.');
    expect(await notice('en', undefined, null)).toBe('Removed your answer for “Dog”.');
  });
});

import { describe, expect, it } from 'vitest';
import { type Session, SessionDoor } from '../../../../src/entry/http/session-door.ts';

const HOUR = 60 * 60_000;

function open(): { door: SessionDoor; session: Session; pass: (ms: number) => void } {
  let now = 0;
  const door = new SessionDoor(() => now);
  const session = door.enter(door.newToken());
  if (session === null) throw new Error('The token of the door was not taken.');
  return {
    door,
    session,
    pass: (ms) => {
      now += ms;
    },
  };
}

describe('a session', () => {
  it('has three secrets, of which each admits to its own only', () => {
    const { door, session } = open();
    const { cookie, key, pictures } = session;
    expect(new Set([cookie, key, pictures]).size).toBe(3);
    expect(door.admits(cookie, 'key', key)).toBe(true);
    expect(door.admits(cookie, 'pictures', pictures)).toBe(true);
    expect(door.admits(cookie, 'key', pictures)).toBe(false);
    expect(door.admits(cookie, 'pictures', key)).toBe(false);
    expect(door.admits(cookie, 'key', cookie)).toBe(false);
    expect(door.admits(cookie, 'key', '')).toBe(false);
    expect(door.admits(key, 'key', key)).toBe(false);
  });

  it('does not admit with the key of another session', () => {
    const { door, session } = open();
    const other = door.enter(door.newToken());
    expect(door.admits(session.cookie, 'key', other?.key ?? '')).toBe(false);
  });

  it('ends after an hour in which no call came, and lives as long as calls come', () => {
    const { door, session, pass } = open();
    for (let n = 0; n < 50; n += 1) {
      pass(HOUR - 1);
      expect(door.admits(session.cookie, 'key', session.key)).toBe(true);
    }
    pass(HOUR);
    expect(door.isOpenTo(session.cookie)).toBe(false);
    expect(door.admits(session.cookie, 'key', session.key)).toBe(false);
  });

  it('is not kept alive by its cookie alone, nor by a wrong key', () => {
    const { door, session, pass } = open();
    pass(HOUR - 1);
    expect(door.isOpenTo(session.cookie)).toBe(true);
    expect(door.admits(session.cookie, 'key', 'x')).toBe(false);
    pass(1);
    expect(door.isOpenTo(session.cookie)).toBe(false);
  });

  it('ends by hand: one, or all with the unused token', () => {
    const { door, session } = open();
    const other = door.enter(door.newToken());
    door.end(session.cookie);
    expect(door.isOpenTo(session.cookie)).toBe(false);
    expect(door.isOpenTo(other?.cookie ?? '')).toBe(true);
    const token = door.newToken();
    expect(door.endAll()).toBe(1);
    expect(door.isOpenTo(other?.cookie ?? '')).toBe(false);
    expect(door.enter(token)).toBe(null);
  });
});

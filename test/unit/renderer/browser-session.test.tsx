// @vitest-environment jsdom
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { openBrowserSession } from '../../../renderer/client/browser-session.ts';
import { connect } from '../../../renderer/client/connect.ts';
import { fragmentOf, type SessionSecrets } from '../../../src/api/session-secrets.ts';

const secretsOf = (letter: string): SessionSecrets => ({
  key: letter.repeat(43),
  pictures: letter.toUpperCase().repeat(43),
});

/** Opens a tab that has nothing of its own; `secrets` are in its address if the server has just let it in. */
function openTab(secrets: SessionSecrets | null = null) {
  sessionStorage.clear();
  history.replaceState(null, '', `/${secrets === null ? '' : fragmentOf(secrets)}`);
  return openBrowserSession();
}

const answers = (status: number) =>
  vi.spyOn(globalThis, 'fetch').mockImplementation(async () => new Response(null, { status }));

beforeEach(() => {
  localStorage.clear();
  vi.restoreAllMocks();
});

describe('the session of a browser', () => {
  it('is there in a new tab after the last one was closed, and not in the address', () => {
    openTab(secretsOf('a'));
    expect(location.href).not.toContain('key=');
    expect(openTab().secrets()).toEqual(secretsOf('a'));
  });

  it('is in no tab after it was ended in one', async () => {
    const first = openTab(secretsOf('a'));
    const second = openTab();
    answers(204);
    await second.end();
    expect([first.secrets(), second.secrets(), openTab().secrets()]).toEqual([null, null, null]);
    expect(JSON.stringify({ ...localStorage })).not.toContain('aaa');
  });

  it('is replaced in every tab by a newer one, which the refusal of the older one leaves', () => {
    const first = openTab(secretsOf('a'));
    openTab(secretsOf('b'));
    expect(first.secrets()).toEqual(secretsOf('b'));
    first.remove(secretsOf('a'));
    expect(openTab().secrets()).toEqual(secretsOf('b'));
  });

  it('is removed when the server refuses its key, and kept when the server is busy', async () => {
    openTab(secretsOf('a'));
    const { client } = connect(undefined);
    answers(503);
    await expect(client('status.get', {})).rejects.toMatchObject({ kind: 'unavailable' });
    expect(openTab().secrets()).toEqual(secretsOf('a'));
    answers(401);
    await expect(client('status.get', {})).rejects.toMatchObject({ kind: 'not-allowed' });
    expect(openTab().secrets()).toBeNull();
  });
});

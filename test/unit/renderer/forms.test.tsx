// @vitest-environment jsdom
import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { AlbumsPage } from '../../../renderer/features/albums/albums-page.tsx';
import { FoldersPage } from '../../../renderer/features/folders/folders-page.tsx';
import { CustomLabels } from '../../../renderer/features/labels/custom-labels.tsx';
import { strings } from '../../../renderer/i18n/strings.ts';
import { DEFAULT_SETTINGS } from '../../../src/api/contract/settings-calls.ts';
import type { Folder } from '../../../src/api/contract.ts';
import { BeachcombError } from '../../../src/domain/error.ts';
import { folder, memoryHost } from './support/memory-host.ts';
import { renderPart, renderWindow } from './support/render-window.tsx';

const t = strings.en;
const nothing = (): void => undefined;
const UNSCROLLED = { get: () => null, keep: nothing };

describe('the form for a name', () => {
  it('makes an album of the name, without the spaces around it, and shows it at once', async () => {
    const { user, host } = renderPart(
      <AlbumsPage text="" scroll={UNSCROLLED} onAlbum={nothing} onFavourites={nothing} />,
    );
    const field = await screen.findByRole('textbox', { name: t.newAlbum });
    const submit = screen.getByRole('button', { name: t.makeAlbum });
    await user.type(field, '   ');
    expect(submit).toHaveProperty('disabled', true);
    await user.type(field, 'Summer {Enter}');
    await screen.findByRole('button', { name: t.openAlbum('Summer', 0) });
    expect(host.inputs('albums.add')).toEqual([{ name: 'Summer', search: null }]);
    expect(field).toHaveProperty('value', '');
  });

  it('keeps what is typed while the name before it is on its way', async () => {
    const host = memoryHost();
    const { promise, resolve: answer } = Promise.withResolvers<void>();
    host.state.held.set('albums.add', promise);
    const { user } = renderPart(
      <AlbumsPage text="" scroll={UNSCROLLED} onAlbum={nothing} onFavourites={nothing} />,
      host,
    );
    const field = await screen.findByRole('textbox', { name: t.newAlbum });
    await user.type(field, 'Summer{Enter}');
    await user.type(field, ' at sea');
    answer();
    await screen.findByRole('button', { name: t.openAlbum('Summer', 0) });
    expect(field).toHaveProperty('value', 'Summer at sea');
  });

  it('keeps what was typed, and says why, where the name is taken', async () => {
    const { user } = renderPart(
      <AlbumsPage text="" scroll={UNSCROLLED} onAlbum={nothing} onFavourites={nothing} />,
    );
    const field = await screen.findByRole('textbox', { name: t.newAlbum });
    await user.type(field, 'Summer{Enter}');
    await screen.findByRole('button', { name: t.openAlbum('Summer', 0) });
    await user.type(field, 'Summer{Enter}');
    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toBe(t.whyFailed({ code: 'name-taken' }));
    expect(field).toHaveProperty('value', 'Summer');
    expect(field.getAttribute('aria-invalid')).toBe('true');
    expect(field.getAttribute('aria-describedby')).toBe(alert.id);
  });

  it.each([
    ['en', 'This is too long: at most 200 characters.'],
    ['zh', '内容过长，最多 200 个字符。'],
  ] as const)(
    'says in the language of the window (%s) how long a name may be',
    async (language, sentence) => {
      const host = memoryHost();
      host.state.settings = { ...host.state.settings, language };
      const { user } = renderPart(
        <AlbumsPage text="" scroll={UNSCROLLED} onAlbum={nothing} onFavourites={nothing} />,
        host,
      );
      const field = await screen.findByRole('textbox', { name: strings[language].newAlbum });
      await user.click(field);
      await user.paste('n'.repeat(201));
      await user.keyboard('{Enter}');
      expect((await screen.findByRole('alert')).textContent).toBe(sentence);
      expect(field).toHaveProperty('value', 'n'.repeat(201));
    },
  );

  it('makes a label, which the list has at once', async () => {
    const { user } = renderPart(<CustomLabels onSearch={nothing} onTeach={nothing} />);
    await screen.findByText(t.noOwnLabels);
    await user.type(screen.getByRole('textbox', { name: t.newLabel }), 'Rex{Enter}');
    await screen.findByRole('listitem', { name: 'Rex' });
  });
});

describe('the form for the path of a folder', () => {
  it('adds a folder, shows it and empties the field', async () => {
    const { user } = renderPart(<FoldersPage scroll={UNSCROLLED} onSearch={nothing} />);
    await screen.findByRole('listitem', { name: 'Pictures' });
    const field = screen.getByRole('textbox', { name: t.folderPath });
    expect(screen.getByRole('button', { name: t.add })).toHaveProperty('disabled', true);
    await user.type(field, '  /holidays {Enter}');
    await screen.findByRole('listitem', { name: 'holidays' });
    expect(field).toHaveProperty('value', '');
  });

  it('says what is wrong with a path, and keeps it for a correction', async () => {
    const { user, host } = renderPart(<FoldersPage scroll={UNSCROLLED} onSearch={nothing} />);
    host.state.refused.set('folders.add', new BeachcombError('folder-missing', 'not there'));
    const field = await screen.findByRole('textbox', { name: t.folderPath });
    await user.type(field, '/holidas{Enter}');
    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toMatch(/Folder not found/);
    expect(field).toHaveProperty('value', '/holidas');
    expect(field.getAttribute('aria-describedby')).toBe(alert.id);
    host.state.refused.clear();
    await user.type(field, 'ys{Enter}');
    await screen.findByRole('listitem', { name: 'holidasys' });
    expect(screen.queryByRole('alert')).toBeNull();
  });
});

describe('the choice of subfolders', () => {
  async function openChoice(excluded: string[] = []) {
    const host = memoryHost();
    host.state.folders = [folder({ excluded })];
    const shown = renderPart(<FoldersPage scroll={UNSCROLLED} onSearch={nothing} />, host);
    await shown.user.click(await screen.findByRole('button', { name: t.subfolders }));
    const group = await screen.findByRole('group', { name: t.subfoldersToSearch });
    await within(group).findAllByRole('checkbox');
    const box = (title: string): HTMLInputElement => within(screen.getByTitle(title)).getByRole('checkbox');
    return { ...shown, box };
  }

  it('leaves out a subfolder with all below it', async () => {
    const { user, host, box } = await openChoice();
    expect([box('2019').checked, box('2019/beach').checked, box('2020').checked]).toEqual([true, true, true]);
    await user.click(box('2019'));
    expect([box('2019').checked, box('2019/beach').checked, box('2020').checked]).toEqual([
      false,
      false,
      true,
    ]);
    expect(box('2019/beach').disabled).toBe(true);
    await user.click(screen.getByRole('button', { name: t.save }));
    await screen.findByText(t.leftOut(1));
    expect(host.inputs('folders.exclude')).toEqual([{ folder: 1, excluded: ['2019'] }]);
    expect(screen.queryByRole('group', { name: t.subfoldersToSearch })).toBeNull();
  });

  it('takes one in again that was left out, though no photo was found in it', async () => {
    const { user, host, box } = await openChoice(['old']);
    expect(box('old').checked).toBe(false);
    await user.click(box('old'));
    await user.click(screen.getByRole('button', { name: t.save }));
    await waitFor(() => expect(host.inputs('folders.exclude')).toEqual([{ folder: 1, excluded: [] }]));
  });

  it('changes nothing when it is cancelled', async () => {
    const { user, host, box } = await openChoice();
    await user.click(box('2020'));
    await user.click(screen.getByRole('button', { name: t.cancel }));
    expect(host.inputs('folders.exclude')).toEqual([]);
  });
});

describe('the question about missing photos', () => {
  const missing = [
    { since: 1_700_000_000_000, events: [1_700_000_000_000], photos: 12, kind: 'many' },
    { since: 1_710_000_000_000, events: [1_710_000_000_000, 1_710_000_000_001], photos: 3, kind: 'expected' },
  ] as const satisfies Folder['missing'];
  async function openQuestion() {
    const host = memoryHost();
    host.state.folders = [folder({ state: 'many-missing', missing: [...missing] })];
    const searched: string[] = [];
    const shown = renderPart(
      <FoldersPage scroll={UNSCROLLED} onSearch={(text) => void searched.push(text)} />,
      host,
    );
    await screen.findByText(t.manyMissing(12, 'November 14, 2023'), { exact: false });
    return { ...shown, searched };
  }

  it('is about one event at a time: the answer names it', async () => {
    const { user, host } = await openQuestion();
    await user.click(screen.getByRole('button', { name: t.keepMissing }));
    await waitFor(() =>
      expect(host.inputs('folders.answerMissing')).toEqual([
        { folder: 1, events: missing[0].events, forget: false },
      ]),
    );
  });

  it('is not repeated for photos that will come back, which can still be given up', async () => {
    const { user, host } = await openQuestion();
    expect(screen.getAllByRole('button', { name: t.keepMissing })).toHaveLength(1);
    const [, given = expect.unreachable('no button')] = screen.getAllByRole('button', {
      name: t.forgetMissing,
    });
    await user.click(given);
    await waitFor(() =>
      expect(host.inputs('folders.answerMissing')).toEqual([
        { folder: 1, events: missing[1].events, forget: true },
      ]),
    );
  });
});

describe('missing photos', () => {
  const few = { since: 1_700_000_000_000, events: [1_700_000_000_000], photos: 39, kind: 'few' } as const;

  it('lead from the folders to a search for them, with what becomes of them', async () => {
    const host = memoryHost();
    host.state.folders = [folder({ missing: [{ ...few, events: [...few.events] }] })];
    const searched: string[] = [];
    const { user } = renderPart(
      <FoldersPage scroll={UNSCROLLED} onSearch={(text) => void searched.push(text)} />,
      host,
    );
    await screen.findByText(t.fewMissing(39, 'November 14, 2023', 30));
    expect(screen.getByRole('button', { name: t.keepMissing })).toBeTruthy();
    await user.click(screen.getByRole('button', { name: t.showMissing }));
    expect(searched).toEqual(['is:missing']);
  });

  it('are announced in the main window, which leads to the folders', async () => {
    const host = memoryHost();
    host.state.folders = [
      folder({ missing: [{ ...few, events: [...few.events] }] }),
      folder({ id: 2, missing: [{ ...few, events: [...few.events], photos: 3, kind: 'expected' }] }),
    ];
    const { user } = await renderWindow(host);
    const notice = await screen.findByRole('button', { name: t.missingNotice(39) });
    expect(screen.getByRole('link', { name: `${t.folders} (39)` })).toBeTruthy();
    await user.click(notice);
    await screen.findByText(t.fewMissing(39, 'November 14, 2023', 30));
  });

  it('are not announced where none is missing, or all are expected back', async () => {
    const host = memoryHost();
    host.state.folders = [folder({ missing: [{ ...few, events: [...few.events], kind: 'expected' }] })];
    await renderWindow(host);
    await screen.findAllByRole('gridcell');
    expect(screen.queryByRole('button', { name: t.missingNotice(39) })).toBeNull();
    expect(screen.getByRole('link', { name: t.folders })).toBeTruthy();
  });

  it('that match a search without other photos are counted, and shown by a button', async () => {
    const host = memoryHost();
    for (const photo of [1, 3]) host.state.missing.add(photo);
    const { user } = await renderWindow(host);
    const box = screen.getByRole('combobox');
    // At once: the button is of the words that were searched for last.
    await user.click(box);
    await user.paste('nothing here');
    await screen.findAllByRole('option');
    await user.keyboard('{Escape}');
    await screen.findByText(t.missingMatch(2));
    await user.click(screen.getByRole('button', { name: t.showMissing }));
    await waitFor(() => expect(box).toHaveProperty('value', 'is:missing (nothing here)'));
  });
});

it('names folders of a backup that are not on this computer, which can be discarded', async () => {
  const host = memoryHost();
  host.state.kept = ['Drive', 'Camera'];
  const { user } = renderPart(<FoldersPage scroll={UNSCROLLED} onSearch={nothing} />, host);
  await screen.findByText(t.keptFolders(2, 'Drive, Camera'));
  await user.click(screen.getByRole('button', { name: t.retryKept }));
  await user.click(screen.getByRole('button', { name: t.discardKept }));
  await waitFor(() => expect(screen.queryByText(t.keptFolders(2, 'Drive, Camera'))).toBeNull());
});

it('marks photos whose files are missing in the grid', async () => {
  const host = memoryHost();
  host.state.missing.add(2);
  await renderWindow(host);
  const cells = await screen.findAllByRole('gridcell');
  expect(cells.map((cell) => cell.getAttribute('aria-label')?.includes(t.missingPhoto))).toEqual(
    cells.map((_, at) => at === 1),
  );
});

describe('the language', () => {
  it('changes in the whole window at once, notices that are shown among it', async () => {
    const { user, host } = await renderWindow();
    document.querySelector<HTMLElement>('[data-rank="0"]')?.focus();
    await user.keyboard('f');
    await screen.findByRole('button', { name: t.undo });
    await user.click(screen.getByRole('link', { name: t.settings }));
    const choice = await screen.findByRole('radio', { name: '中文' });
    await user.click(choice);
    await screen.findByRole('button', { name: strings.zh.undo });
    expect(document.documentElement.lang).toBe('zh-CN');
    expect(host.inputs('settings.set')).toEqual([{ ...DEFAULT_SETTINGS, language: 'zh' }]);
  });

  it('stays what was chosen when the settings of before come', async () => {
    const { user, host } = await renderWindow();
    const { promise, resolve: answer } = Promise.withResolvers<void>();
    host.state.held.set('settings.get', promise);
    // Its page asks for them.
    await user.click(screen.getByRole('link', { name: t.settings }));
    const choice = await screen.findByRole('radio', { name: '中文' });
    await waitFor(() => expect(host.inputs('settings.get').length).toBeGreaterThan(1));
    // Whatever the change leads to comes later.
    host.state.held.set('settings.set', new Promise(() => undefined));
    await user.click(choice);
    await waitFor(() => expect(document.documentElement.lang).toBe('zh-CN'));
    await act(async () => {
      answer();
      await new Promise((resolve) => setTimeout(resolve, 50));
    });
    expect(document.documentElement.lang).toBe('zh-CN');
  });
});

it.each(['/Pictures', '/Pictures/2019'])(
  'a folder that is in the library already is named: %s',
  async (path) => {
    const { user, host } = renderPart(<FoldersPage scroll={UNSCROLLED} onSearch={() => undefined} />);
    await user.type(await screen.findByRole('textbox', { name: t.folderPath }), `${path}{Enter}`);
    await screen.findByText(t.folderKnown('Pictures'));
    expect(host.state.folders).toHaveLength(1);
  },
);

describe('without a folder', () => {
  it('the pages stay, and state that what was marked is kept', async () => {
    const { user } = await renderWindow();
    const link = (name: string) => screen.findByRole('link', { name });
    await user.click(await link(t.folders));
    await user.click(await screen.findByRole('button', { name: t.remove }));
    await user.click(screen.getByRole('button', { name: t.removeFolder }));
    await waitFor(() => expect(screen.queryByRole('button', { name: t.remove })).toBeNull());
    await user.click(await link(t.settings));
    await screen.findByRole('heading', { name: t.settings });
  });

  it('the first screen leads to the settings, and addresses of pages are theirs', async () => {
    const host = memoryHost(0);
    host.state.folders = [];
    await renderWindow(host, '#/');
    const heading = () => screen.findByRole('heading', { name: t.settings });
    fireEvent.click(await screen.findByRole('button', { name: t.settings }));
    await heading();
    fireEvent.click(screen.getByRole('link', { name: t.photosGrid }));
    await screen.findByText(t.noFolders);
    cleanup();
    await renderWindow(host, '#/settings');
    await heading();
  });
});

it('a page without access states so as long as it has none, and shows all again once it has', async () => {
  const host = memoryHost();
  await renderWindow(host);
  const refusal = new BeachcombError('not-allowed', 'no key');
  const calls = ['status.get', 'search.run', 'folders.list', 'albums.list'];
  for (const call of calls) host.state.refused.set(call, refusal);
  const banner = () => document.querySelector('.banner');
  await waitFor(() => expect(banner()?.textContent).toMatch(/no access/u), { timeout: 8000 });
  // What was heard of the photos before is no statement of now.
  expect(document.querySelector('.status-bar')).toBeNull();
  const asked = host.inputs('people.state').length + host.inputs('folders.list').length;
  for (const call of calls) host.state.refused.delete(call);
  await waitFor(() => expect(banner()).toBeNull(), { timeout: 8000 });
  await waitFor(() =>
    expect(host.inputs('people.state').length + host.inputs('folders.list').length).toBeGreaterThan(asked),
  );
}, 20_000);

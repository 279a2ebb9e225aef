import { type settingsCalls, settingsSchema } from '../../api/contract/settings-calls.ts';
import type { Settings } from '../../api/contract.ts';
import type { Handlers } from '../../api/dispatch.ts';
import type { LibraryParts } from '../library-parts.ts';

const DEFAULT_SETTINGS: Settings = { language: null, theme: 'system' };

export function settingsHandlers({
  reader,
  userData,
}: Pick<LibraryParts, 'reader' | 'userData'>): Pick<Handlers, keyof typeof settingsCalls> {
  const settings = (): Settings => settingsSchema.catch(DEFAULT_SETTINGS).parse(reader.setting('window'));
  return {
    'settings.get': settings,
    'settings.set': (wanted) => {
      userData.setSetting('window', wanted);
      return settings();
    },
  };
}

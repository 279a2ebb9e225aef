import { DEFAULT_SETTINGS, type settingsCalls, settingsSchema } from '../../api/contract/settings-calls.ts';
import type { Settings } from '../../api/contract.ts';
import type { Handlers } from '../../api/dispatch.ts';
import type { LibraryParts } from '../library-parts.ts';
import { storedSetting } from '../stored-setting.ts';

export function settingsHandlers({
  reader,
  userData,
}: Pick<LibraryParts, 'reader' | 'userData'>): Pick<Handlers, keyof typeof settingsCalls> {
  const settings = (): Settings => storedSetting(reader, 'window', settingsSchema, DEFAULT_SETTINGS);
  return {
    'settings.get': settings,
    'settings.set': (wanted) => {
      userData.setSetting('window', wanted);
      return settings();
    },
  };
}

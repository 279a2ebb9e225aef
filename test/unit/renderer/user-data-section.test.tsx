// @vitest-environment jsdom
import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { UserDataSection } from '../../../renderer/features/settings/user-data-section.tsx';
import { errorSentence } from '../../../renderer/i18n/sentences.ts';
import { strings } from '../../../renderer/i18n/strings.ts';
import { BeachcombError } from '../../../src/domain/error.ts';
import { memoryHost } from './support/memory-host.ts';
import { renderPart } from './support/render-window.tsx';

const t = strings.en;

describe('a backup', () => {
  it.each(['bad-request', 'unavailable', 'disk-full'] as const)(
    'that cannot be saved (%s) states why, and not that it is none',
    async (kind) => {
      const host = memoryHost();
      const refused = new BeachcombError(kind, 'More than a backup holds.');
      host.state.refused.set('userData.export', refused);
      const { user } = renderPart(<UserDataSection />, host);
      await user.click(screen.getByRole('button', { name: t.saveUserData }));
      const { textContent } = await screen.findByRole('alert');
      expect(textContent).toBe(errorSentence('en', refused));
      expect(textContent).not.toBe(t.notABackup);
    },
  );
});

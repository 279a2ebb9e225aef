import type { ReactNode } from 'react';
import { LANGUAGES, type Language } from '../../../src/domain/label.ts';
import { THEMES, type Theme } from '../../../src/domain/theme.ts';
import { useLanguage, useStatus } from '../../client/contexts.ts';
import { useSettings } from '../../client/use-settings.ts';
import type { Strings } from '../../i18n/strings.ts';
import { Choice } from '../../ui/choice.tsx';
import { Page, type PageScroll } from '../../ui/page.tsx';
import { DeviceSection } from '../engines/device-section.tsx';
import { AboutSection } from './about-section.tsx';
import { BackgroundSection } from './background-section.tsx';
import { FoldersSection } from './folders-section.tsx';
import { ImageTextSection } from './image-text-section.tsx';
import { LibrarySection } from './library-section.tsx';
import { MemoriesSection } from './memories-section.tsx';
import { PacksSection } from './packs-section.tsx';
import { SessionSection } from './session-section.tsx';
import { UpdatesSection } from './updates-section.tsx';
import { UserDataSection } from './user-data-section.tsx';

interface Props {
  /** What of them is wanted. */
  readonly startAt: 'top' | 'performance' | 'memories';
  readonly scroll: PageScroll;
  readonly onFolders: () => void;
  readonly onIndexing: () => void;
}

const THEME_NAMES: Readonly<Record<Theme, (t: Strings) => string>> = {
  system: (t) => t.likeSystem,
  light: (t) => t.light,
  dark: (t) => t.dark,
};

/** The names of the languages, which are the same in every language. */
const LANGUAGE_NAMES: Readonly<Record<Language, ReactNode>> = {
  en: <LanguageName name="English" lang="en" />,
  zh: <LanguageName name="中文" lang="zh-CN" />,
};

function LanguageName({ name, lang }: { readonly name: string; readonly lang: string }): ReactNode {
  return (
    <span lang={lang} translate="no">
      {name}
    </span>
  );
}

/** All that can be chosen, and what the program is. */
export function SettingsPage({ startAt, scroll, onFolders, onIndexing }: Props): ReactNode {
  const { t } = useLanguage();
  const [settings, save] = useSettings();
  const hasStatus = useStatus(({ status }) => status !== null);
  return (
    <Page title={t.settings} scroll={scroll}>
      <h3>{t.language}</h3>
      <Choice
        label={t.language}
        value={settings.language ?? 'system'}
        options={[
          ['system', t.likeSystem],
          ...LANGUAGES.map((language) => [language, LANGUAGE_NAMES[language]] as const),
        ]}
        onChoose={(language) => save({ ...settings, language: language === 'system' ? null : language })}
      />
      <h3>{t.theme}</h3>
      <Choice
        label={t.theme}
        value={settings.theme}
        options={THEMES.map((theme) => [theme, THEME_NAMES[theme](t)])}
        onChoose={(theme) => save({ ...settings, theme })}
      />
      <MemoriesSection isWanted={startAt === 'memories'} />
      <FoldersSection onOpen={onFolders} />
      {hasStatus && (
        <>
          <h3>{t.lookingAtPhotos}</h3>
          <button type="button" className="button" onClick={onIndexing}>
            {t.openIndexing}
          </button>
        </>
      )}
      <DeviceSection isWanted={startAt === 'performance'} />
      <PacksSection />
      <ImageTextSection />
      <LibrarySection />
      <UserDataSection />
      <SessionSection />
      <h3>{t.searchHelp}</h3>
      <dl className="help">
        {t.searchExamples.map(([example, meaning]) => (
          <div key={example}>
            <dt>
              <code>{example}</code>
            </dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
      <BackgroundSection />
      <UpdatesSection />
      <h3>{t.about}</h3>
      <AboutSection />
    </Page>
  );
}

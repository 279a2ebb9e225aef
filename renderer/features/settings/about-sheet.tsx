import type { ReactNode } from 'react';
import { useLanguage } from '../../client/contexts.ts';
import { Sheet } from '../../ui/sheet.tsx';
import { AboutSection } from './about-section.tsx';

/** What the menu's "About" opens. */
export function AboutSheet({ onClose }: { readonly onClose: () => void }): ReactNode {
  const { t } = useLanguage();
  return (
    <Sheet title={t.about} onClose={onClose} size="small">
      <AboutSection />
    </Sheet>
  );
}

import type { ReactNode } from 'react';
import { quoteWord } from '../../../src/query/print-query.ts';
import { useLanguage } from '../../client/contexts.ts';
import { isCurrent, useQueryState } from '../../client/use-query.ts';
import { Page, type PageScroll } from '../../ui/page.tsx';
import { CustomLabels } from './custom-labels.tsx';
import { Lesson } from './lesson.tsx';
import { SteadyLabels } from './steady-labels.tsx';

interface Props {
  /** The key of the label that is taught; null for the list of all. */
  readonly label: string | null;
  readonly scroll: PageScroll;
  readonly onLabel: (label: string | null) => void;
  readonly onSearch: (text: string) => void;
}

/** The labels that the person made, and how each one is taught. */
export function LabelsPage({ label, scroll, onLabel, onSearch }: Props): ReactNode {
  const { t } = useLanguage();
  const own = useQueryState('labels.own', {});
  const taught = own.data?.find((one) => one.label === label);
  const search = (name: string): void => onSearch(`label:${quoteWord(name)}`);
  return (
    <Page
      key={label}
      title={taught === undefined ? t.customLabels : t.teachLabel(taught.name)}
      size="wide"
      scroll={scroll}
    >
      {label === null && <CustomLabels onSearch={search} onTeach={(chosen) => onLabel(chosen.label)} />}
      {label === null && <SteadyLabels />}
      {taught !== undefined && (
        <Lesson label={taught} onSearch={() => search(taught.name)} onDone={() => onLabel(null)} />
      )}
      {label !== null && isCurrent(own) && taught === undefined && (
        <>
          <p role="alert">{t.labelGone}</p>
          <button type="button" className="button" onClick={() => onLabel(null)}>
            {t.customLabels}
          </button>
        </>
      )}
    </Page>
  );
}

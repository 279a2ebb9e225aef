import { Fragment, type ReactNode, useState } from 'react';
import type { OtherReading, Reading } from '../../src/api/contract.ts';
import type { Language } from '../../src/domain/label.ts';
import { useApp } from '../parts/app-context.ts';
import { Icon, type IconName } from '../parts/icon.tsx';
import { MenuButton } from '../parts/menu-button.tsx';
import type { Strings } from '../strings.ts';

const ICONS: Readonly<Record<Reading['as'], IconName>> = {
  label: 'picture',
  date: 'calendar',
  place: 'place',
  filter: 'tag',
  text: 'folder',
  colour: 'picture',
  property: 'picture',
  meaning: 'spark',
  similar: 'alike',
};
/** As many meanings of an ambiguous word are named by the reading itself. */
const NAMED = 3;

interface Props {
  readonly reading: Reading;
  readonly isOnly: boolean;
  /** The whole search finds something. */
  readonly hasHits: boolean;
  /** Everything that the part could mean. */
  readonly others: () => Promise<readonly OtherReading[]>;
  readonly onRemove: () => void;
  readonly onNegate: () => void;
  readonly onOnly: () => void;
  readonly onReplace: (other: OtherReading) => void;
}

/** One part of a search: how it was read, how many photos it finds, and what can be changed about it. */
export function ReadingChip(props: Props): ReactNode {
  const { reading, isOnly, hasHits, onRemove, onNegate, onOnly, onReplace } = props;
  const { t, language, report } = useApp();
  const [others, setOthers] = useState<readonly OtherReading[]>([]);
  const failed = !hasHits && reading.photos === 0 && !reading.negated;
  const name = reading.as === 'similar' ? t.likeThisPhoto : reading.text;
  const isNow = ({ as, meaning }: OtherReading): boolean =>
    as === reading.as && meaning.en === reading.meaning.en;

  return (
    <li className={`chip${reading.negated ? ' negated' : ''}${failed ? ' failed' : ''}`}>
      <MenuButton
        className="chip-button"
        label={t.changePart(
          wordsOf(reading, t, language)
            .map(({ text }) => text)
            .join(' '),
          reading.photos,
        )}
        title={reading.as === 'meaning' ? t.inMeaningHint : undefined}
        onOpen={() => void props.others().then(setOthers, report)}
        sections={[
          {
            key: 'not',
            items: [
              {
                key: 'not',
                name: reading.negated ? t.includePart(name) : t.excludePart(name),
                onChoose: onNegate,
              },
              ...(isOnly ? [] : [{ key: 'only', name: t.onlyPart(name), onChoose: onOnly }]),
            ],
          },
          {
            key: 'others',
            heading: t.readPartAs,
            items: others.map((other) => ({
              key: other.text,
              isChecked: isNow(other),
              name: (
                <>
                  <span className="menu-name">
                    {other.meaning[language]}
                    {t.readingKinds[other.as] !== '' && (
                      <span className="muted"> {t.readingKinds[other.as]}</span>
                    )}
                  </span>
                  {other.photos !== null && <span className="muted">{t.number(other.photos)}</span>}
                </>
              ),
              onChoose: () => !isNow(other) && onReplace(other),
            })),
          },
        ]}
      >
        <ChipIcon reading={reading} failed={failed} />
        <ChipText reading={reading} />
        <span className="chip-count">{t.number(reading.photos)}</span>
        <Icon name="down" />
      </MenuButton>
      <button
        type="button"
        className="chip-remove"
        aria-label={t.removeFromSearch(name)}
        title={t.removeFromSearch(name)}
        onClick={onRemove}
      >
        <Icon name="close" />
      </button>
    </li>
  );
}

function ChipIcon({ reading, failed }: { readonly reading: Reading; readonly failed: boolean }): ReactNode {
  const { picture } = useApp();
  const photo = /\d+$/u.exec(reading.text)?.[0];
  return reading.as === 'similar' && photo !== undefined ? (
    <img className="chip-photo" src={picture('thumbnail', Number(photo))} alt="" />
  ) : (
    <Icon name={failed ? 'warning' : ICONS[reading.as]} />
  );
}

interface ChipWord {
  readonly text: string;
  /** Not what was typed, but what is told of it. */
  readonly isMuted: boolean;
  readonly title?: string;
}

/** What a chip says, to those who see it and to those who hear it. */
function wordsOf(reading: Reading, t: Strings, language: Language): ChipWord[] {
  const { as, text, negated, ambiguous } = reading;
  const meaning = reading.meaning[language];
  const more = ambiguous.slice(NAMED).map((one) => one[language]);
  const muted = (isSaid: boolean, word: string, title?: string): ChipWord[] =>
    isSaid ? [{ text: word, isMuted: true, ...(title === undefined ? {} : { title }) }] : [];
  const isTold = as !== 'meaning' && as !== 'similar' && meaning.toLowerCase() !== text.toLowerCase();
  return [
    ...muted(negated, t.not),
    ...muted(as === 'meaning', t.inMeaning),
    { text: as === 'similar' ? t.likeThisPhoto : text, isMuted: false },
    ...muted(isTold, t.arrow(meaning)),
    ...muted(more.length > 0, t.moreMeanings(more.length), more.join(', ')),
  ];
}

function ChipText({ reading }: { readonly reading: Reading }): ReactNode {
  const { t, language } = useApp();
  return (
    <span className="chip-text">
      {wordsOf(reading, t, language).map(({ text, isMuted, title }, at) => (
        <Fragment key={text}>
          {at > 0 && ' '}
          {isMuted ? (
            <span className="chip-muted" title={title}>
              {text}
            </span>
          ) : (
            <b>{text}</b>
          )}
        </Fragment>
      ))}
    </span>
  );
}

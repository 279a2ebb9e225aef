import { Fragment, type ReactNode, useState } from 'react';
import type { OtherReading, Reading } from '../../../src/api/contract.ts';
import type { Language } from '../../../src/domain/label.ts';
import { useApp } from '../../client/app-context.ts';
import type { Strings } from '../../i18n/strings.ts';
import { Icon, type IconName } from '../../ui/icon.tsx';
import { MenuButton, type MenuItem } from '../../ui/menu-button.tsx';
import { type ChipWord, chipWords } from './chip-words.ts';
import { ColourSwatch } from './colour-swatch.tsx';

const ICONS: Readonly<Record<Reading['as'], IconName>> = {
  label: 'picture',
  date: 'calendar',
  place: 'place',
  filter: 'tag',
  text: 'text',
  colour: 'contrast',
  property: 'contrast',
  meaning: 'spark',
  similar: 'alike',
};
interface Props {
  readonly reading: Reading;
  /** The word of a part that asks for one meaning alone. */
  readonly pinned: string | null;
  /** The phrase that this part is the whole of, where the part has no meaning of its own. */
  readonly phrase: { readonly photos: number } | null;
  readonly isOnly: boolean;
  /** The whole search finds something. */
  readonly hasHits: boolean;
  /** Everything that the part could mean. */
  readonly others: () => Promise<readonly OtherReading[]>;
  readonly onRemove: () => void;
  readonly onNegate: () => void;
  readonly onOnly: () => void;
  readonly onPin: (other: OtherReading) => void;
  readonly onUnpin: () => void;
}

/** One part of a search: how it was read, how many photos it finds, and what can be changed about it. */
export function ReadingChip(props: Props): ReactNode {
  const { reading, pinned, phrase, isOnly, hasHits, onRemove, onNegate, onOnly } = props;
  const { t, language, report } = useApp();
  const [others, setOthers] = useState<readonly OtherReading[]>([]);
  const failed = !hasHits && reading.photos === 0 && !reading.negated;
  const words = chipWords({ reading, pinned, isPhrase: phrase !== null }, t, language);
  const name = reading.as === 'similar' ? t.likeThisPhoto : (pinned ?? reading.text);
  /** What only a phrase gives a meaning finds nothing by itself. */
  const photos = reading.meanings.length > 0 ? reading.photos : (phrase?.photos ?? null);

  return (
    <li className={`chip${reading.negated ? ' negated' : ''}${failed ? ' failed' : ''}`}>
      <MenuButton
        className="chip-button"
        label={t.changePart(words.map(({ text }) => text).join(' '), photos)}
        title={reading.as === 'meaning' ? t.looksLikeHint : reading.meaning[language]}
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
          { key: 'others', heading: t.readPartAs, items: meaningItems(props, others, t, language) },
        ]}
      >
        <ChipIcon reading={reading} failed={failed} />
        <ChipText words={words} />
        {photos !== null && <span className="chip-count">{t.number(photos)}</span>}
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

/** All meanings of the part together, and each for itself. */
function meaningItems(
  { reading, pinned, onPin, onUnpin }: Props,
  others: readonly OtherReading[],
  t: Strings,
  language: Language,
): MenuItem[] {
  const isNow = ({ as, meaning }: OtherReading): boolean =>
    as === reading.as && meaning.en === reading.meaning.en;
  // Of a date in digits, or a field of another kind, there is one meaning only.
  const isBare =
    pinned === null && reading.as !== 'filter' && !(reading.as === 'date' && /\d/u.test(reading.text));
  const all: MenuItem = {
    key: '',
    isChecked: isBare,
    name: <span className="menu-name">{t.allMeanings}</span>,
    onChoose: () => !isBare && onUnpin(),
  };
  const each = others.map(
    (other): MenuItem => ({
      key: other.text,
      isChecked: !isBare && isNow(other),
      name: (
        <>
          <span className="menu-name">
            {other.as === 'colour' && <ColourSwatch colour={other.meaning.en} />}
            {other.meaning[language]}
            {t.readingKinds[other.as] !== '' && <span className="muted"> {t.readingKinds[other.as]}</span>}
          </span>
          {other.photos !== null && <span className="muted">{t.number(other.photos)}</span>}
        </>
      ),
      onChoose: () => (isBare || !isNow(other)) && onPin(other),
    }),
  );
  return (isBare && others.length > 0) || pinned !== null ? [all, ...each] : each;
}

function ChipIcon({ reading, failed }: { readonly reading: Reading; readonly failed: boolean }): ReactNode {
  const { picture } = useApp();
  const photo = /\d+$/u.exec(reading.text)?.[0];
  const [first] = reading.meanings;
  if (reading.as === 'similar' && photo !== undefined)
    return <img className="chip-photo" src={picture('thumbnail', Number(photo))} alt="" />;
  if (reading.as === 'colour' && first !== undefined && !failed)
    return <ColourSwatch colour={first.name.en} />;
  return <Icon name={failed ? 'warning' : ICONS[reading.as]} />;
}

function ChipText({ words }: { readonly words: readonly ChipWord[] }): ReactNode {
  return (
    <span className="chip-text">
      {words.map(({ text, isMuted, title }, at) => (
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

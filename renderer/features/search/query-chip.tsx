import { Fragment, type ReactNode, useState } from 'react';
import type { InterpretationView, OtherInterpretation } from '../../../src/api/contract.ts';
import type { Language } from '../../../src/domain/label.ts';
import { useConnection, useLanguage, useNotices } from '../../client/contexts.ts';
import type { Strings } from '../../i18n/strings.ts';
import { Chip } from '../../ui/chip.tsx';
import { Icon, type IconName } from '../../ui/icon.tsx';
import { MenuButton } from '../../ui/menu-button.tsx';
import type { MenuItem } from '../../ui/menu-items.tsx';
import { SteadyPicture } from '../../ui/steady-picture.tsx';
import { type ChipWord, chipWords, partName } from './chip-words.ts';
import { ColourSwatch } from './colour-swatch.tsx';

const ICONS: Readonly<Record<InterpretationView['as'], IconName>> = {
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
  readonly interpretation: InterpretationView;
  /** The word of a part that is pinned to one meaning. */
  readonly pinned: string | null;
  /** The phrase that this part is the whole of, where the part has no meaning of its own. */
  readonly phrase: { readonly photos: number } | null;
  readonly isOnly: boolean;
  /** The whole search finds something. */
  readonly hasHits: boolean;
  /** Everything that the part could mean. */
  readonly others: () => Promise<readonly OtherInterpretation[]>;
  readonly onRemove: () => void;
  readonly onNegate: () => void;
  readonly onOnly: () => void;
  readonly onPin: (other: OtherInterpretation) => void;
  readonly onUnpin: () => void;
}

/** One part of a search: how it was read, how many photos it finds, and what can be changed about it. */
export function QueryChip(props: Props): ReactNode {
  const { interpretation, pinned, phrase, isOnly, hasHits, onRemove, onNegate, onOnly } = props;
  const { t, language } = useLanguage();
  const { report } = useNotices();
  const [others, setOthers] = useState<readonly OtherInterpretation[]>([]);
  const failed = !hasHits && interpretation.photos === 0 && !interpretation.negated;
  const words = chipWords({ interpretation, pinned, isPhrase: phrase !== null }, t, language);
  const name = partName(interpretation, pinned, t);
  /** What only a phrase gives a meaning finds nothing by itself. */
  const likely = interpretation.meanings.length > 0 ? interpretation.photos : (phrase?.photos ?? null);
  // None is likely for this part alone, but it may have possible ones: a 0 beside photos would deny them.
  const photos = likely === 0 && hasHits ? null : likely;

  return (
    <Chip
      as="li"
      look={`${interpretation.negated ? 'negated ' : ''}${failed ? 'failed' : ''}`}
      removeName={t.removeFromSearch(name)}
      onRemove={onRemove}
    >
      <MenuButton
        className="chip-button"
        label={t.changePart(words.map(({ text }) => text).join(' '), photos)}
        title={
          interpretation.as === 'meaning' && !interpretation.isUnknown
            ? t.looksLikeHint
            : interpretation.meaning[language]
        }
        onOpen={() => void props.others().then(setOthers, report)}
        sections={[
          {
            key: 'not',
            items: [
              {
                key: 'not',
                name: interpretation.negated ? t.includePart(name) : t.excludePart(name),
                onChoose: onNegate,
              },
              ...(isOnly ? [] : [{ key: 'only', name: t.onlyPart(name), onChoose: onOnly }]),
            ],
          },
          { key: 'others', heading: t.readPartAs, items: meaningItems(props, others, t, language) },
        ]}
      >
        <ChipIcon interpretation={interpretation} failed={failed} />
        <ChipText words={words} />
        {photos !== null && <span className="chip-count">{t.number(photos)}</span>}
        <Icon name="down" />
      </MenuButton>
    </Chip>
  );
}

/** All meanings of the part together, and each for itself. */
function meaningItems(
  { interpretation, pinned, onPin, onUnpin }: Props,
  others: readonly OtherInterpretation[],
  t: Strings,
  language: Language,
): MenuItem[] {
  const isNow = ({ as, meaning }: OtherInterpretation): boolean =>
    as === interpretation.as && meaning.en === interpretation.meaning.en;
  // Of a date in digits, or a field of another kind, there is one meaning only.
  const isBare =
    pinned === null &&
    interpretation.as !== 'filter' &&
    !(interpretation.as === 'date' && /\d/u.test(interpretation.text));
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
            <span translate="no">{other.meaning[language]}</span>
            {t.interpretationKinds[other.as] !== '' && (
              <span className="muted"> {t.interpretationKinds[other.as]}</span>
            )}
          </span>
          {other.photos !== null && <span className="muted">{t.number(other.photos)}</span>}
        </>
      ),
      onChoose: () => (isBare || !isNow(other)) && onPin(other),
    }),
  );
  return (isBare && others.length > 0) || pinned !== null ? [all, ...each] : each;
}

function ChipIcon({
  interpretation,
  failed,
}: {
  readonly interpretation: InterpretationView;
  readonly failed: boolean;
}): ReactNode {
  const { picture } = useConnection();
  const photo = /\d+$/u.exec(interpretation.text)?.[0];
  const [first] = interpretation.meanings;
  if (interpretation.as === 'similar' && photo !== undefined)
    return <SteadyPicture className="chip-photo" src={picture('thumbnail', Number(photo))} alt="" />;
  if (interpretation.as === 'colour' && first !== undefined && !failed)
    return <ColourSwatch colour={first.name.en} />;
  return <Icon name={failed ? 'warning' : ICONS[interpretation.as]} />;
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
            <b translate="no">{text}</b>
          )}
        </Fragment>
      ))}
    </span>
  );
}

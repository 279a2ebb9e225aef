import { type ReactNode, useEffect } from 'react';
import type { Suggestion } from '../../../src/api/contract.ts';
import { EMPTY_BOX, SUGGESTIONS, type SuggestionHeading } from '../../../src/domain/suggestion-kind.ts';
import { useLanguage } from '../../client/contexts.ts';
import type { Strings } from '../../i18n/strings.ts';
import { optionId } from '../../ui/combobox-props.ts';
import { Icon, type IconName } from '../../ui/icon.tsx';
import { boldPart } from './bold-part.ts';

const ICONS: Readonly<Record<Suggestion['kind'], IconName>> = {
  label: 'picture',
  'own-label': 'tag',
  place: 'place',
  camera: 'camera',
  lens: 'camera',
  person: 'person',
  keyword: 'tag',
  folder: 'folder',
  album: 'album',
  saved: 'bookmark',
  recent: 'clock',
  field: 'search',
};

const HEADINGS: Readonly<Record<SuggestionHeading, (t: Strings) => string>> = {
  recent: (t) => t.recentSearches,
  saved: (t) => t.savedSearches,
  common: (t) => t.commonInPhotos,
};

const headingOf = ({ kind }: Suggestion): SuggestionHeading => {
  const part = SUGGESTIONS[kind].unasked;
  return part === null ? 'common' : EMPTY_BOX[part].heading;
};

interface Props {
  readonly id: string;
  readonly suggestions: readonly Suggestion[];
  /** Which one the keyboard is at; -1 for none. */
  readonly active: number;
  /** With a heading over each group: nothing was typed yet. */
  readonly isGrouped: boolean;
  readonly onChoose: (suggestion: Suggestion) => void;
  readonly onForget: () => void;
}

/** What could be meant, below the search box, which keeps the focus. */
export function SuggestionList({ id, suggestions, active, isGrouped, onChoose, onForget }: Props): ReactNode {
  const { t } = useLanguage();
  useEffect(() => {
    document.getElementById(optionId(id, active))?.scrollIntoView({ block: 'nearest' });
  }, [id, active]);

  const options = suggestions.map((suggestion, at) => ({
    group: isGrouped ? HEADINGS[headingOf(suggestion)](t) : '',
    option: (
      <Option
        key={`${suggestion.kind} ${suggestion.text}`}
        id={optionId(id, at)}
        suggestion={suggestion}
        isActive={at === active}
        isGrouped={isGrouped}
        onChoose={onChoose}
      />
    ),
  }));
  const groups = [...new Set(options.map(({ group }) => group))];

  return (
    // A press in the list leaves the focus in the box.
    <div className="suggestions" onPointerDown={(event) => event.preventDefault()}>
      <div
        id={id}
        role="listbox"
        aria-label={t.suggestions}
        className="suggestion-list"
        // Browsers stop at whatever scrolls: here the box goes through it.
        tabIndex={-1}
      >
        {groups.map((group) => {
          const inGroup = options.filter((one) => one.group === group).map(({ option }) => option);
          if (!isGrouped) return inGroup;
          return (
            // biome-ignore lint/a11y/useSemanticElements: a group of options, not of fields.
            <div key={group} role="group" aria-label={group}>
              <div className="suggestion-group" aria-hidden="true">
                {group}
              </div>
              {inGroup}
            </div>
          );
        })}
      </div>
      {suggestions.some(({ kind }) => kind === 'recent') && isGrouped && (
        <div className="suggestion-foot">
          <button type="button" className="button quiet" onClick={onForget}>
            {t.forgetRecent}
          </button>
        </div>
      )}
    </div>
  );
}

interface OptionProps {
  readonly id: string;
  readonly suggestion: Suggestion;
  readonly isActive: boolean;
  readonly isGrouped: boolean;
  readonly onChoose: (suggestion: Suggestion) => void;
}

function Option({ id, suggestion, isActive, isGrouped, onChoose }: OptionProps): ReactNode {
  const { t } = useLanguage();
  const { kind, name, matched, typed, photos } = suggestion;
  const isUnderItsHeading = isGrouped && headingOf(suggestion) !== 'common';
  const kindName = isUnderItsHeading ? '' : t.suggestionKinds[kind];
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents lint/a11y/useFocusableInteractive: the box has the keyboard.
    <div
      id={id}
      role="option"
      aria-selected={isActive}
      className="suggestion"
      onClick={() => onChoose(suggestion)}
    >
      <Icon name={ICONS[kind]} />
      <span className="suggestion-name" translate="no">
        <Bold name={name} typed={typed} />
        {matched !== '' && !name.toLowerCase().includes(matched.toLowerCase()) && (
          <span className="muted suggestion-matched">
            <Bold name={matched} typed={typed} />
          </span>
        )}
      </span>
      {kindName !== '' && <span className="muted suggestion-kind">{kindName}</span>}
      {photos > 0 && (
        <span className="muted suggestion-count" title={t.photos(photos)}>
          {t.number(photos)}
        </span>
      )}
    </div>
  );
}

function Bold({ name, typed }: { readonly name: string; readonly typed: string }): ReactNode {
  const [before, bold, after] = boldPart(name, typed);
  return (
    <>
      {before}
      {bold !== '' && <b>{bold}</b>}
      {after}
    </>
  );
}

import { type ReactNode, useRef } from 'react';
import type { InterpretationView, Output } from '../../../src/api/contract.ts';
import { negatePart, onlyPart, removePart, replacePart } from '../../../src/query/edit-query.ts';
import { plainWord } from '../../../src/query/print-query.ts';
import { useConnection, useLanguage } from '../../client/contexts.ts';
import { Icon } from '../../ui/icon.tsx';
import { pinnedWord } from './pinned-part.ts';
import { QueryChip } from './query-chip.tsx';

interface Props {
  /** The text that the readings are of. */
  readonly text: string;
  readonly interpretations: readonly InterpretationView[];
  readonly phrases: Output<'search.run'>['phrases'];
  /** Words that only change the order of the photos. */
  readonly qualifiers: Output<'search.run'>['qualifiers'];
  /** The search finds something. */
  readonly hasHits: boolean;
  readonly onText: (text: string) => void;
}

/** How the search text was read, part by part, and the phrases that photos were compared with. */
export function QueryChips({
  text,
  interpretations,
  phrases,
  qualifiers,
  hasHits,
  onText,
}: Props): ReactNode {
  const { client } = useConnection();
  const { t } = useLanguage();
  /** What a part was before one of its meanings was chosen: "crane" for label:crane-bird. */
  const words = useRef(new Map<string, string>());
  const isOfOneWord = ({ text: phrase }: (typeof phrases)[number]): boolean =>
    interpretations.some(
      ({ meanings, negated, text: word }) => meanings.length === 0 && !negated && word === phrase,
    );
  const isOfSignsAlone = interpretations.length + phrases.length === 0 && text.trim() !== '';
  if (isOfSignsAlone) return <p className="muted">{t.noSearchWords}</p>;
  return (
    <ul className="chips" aria-label={t.readAs}>
      {interpretations.map((interpretation) => {
        const typed = text.slice(interpretation.start, interpretation.end);
        const pinned = pinnedWord(interpretation);
        const word = words.current.get(typed) ?? pinned ?? plainWord(interpretation.text);
        const replace = (other: string): void =>
          onText(replacePart(text, interpretation, interpretations, other));
        return (
          <QueryChip
            key={`${interpretation.start} ${interpretation.text}`}
            interpretation={interpretation}
            pinned={pinned === null ? null : word}
            phrase={phrases.find((one) => isOfOneWord(one) && one.text === interpretation.text) ?? null}
            hasHits={hasHits}
            isOnly={interpretations.length === 1}
            others={async () =>
              interpretation.as === 'similar' ? [] : await client('search.others', { part: word })
            }
            onRemove={() => onText(removePart(text, interpretation, interpretations))}
            onNegate={() => onText(negatePart(text, interpretation, interpretations))}
            onOnly={() => onText(onlyPart(text, interpretation))}
            onPin={(other) => {
              words.current.set(other.text, word);
              replace(other.text);
            }}
            onUnpin={() => replace(interpretation.negated && /\s/u.test(word) ? `(${word})` : word)}
          />
        );
      })}
      {phrases
        .filter((phrase) => !isOfOneWord(phrase))
        .map((phrase) => (
          <PhraseChip key={`${phrase.as} ${phrase.text}`} phrase={phrase} />
        ))}
      {hasHits && qualifiers.length > 0 && (
        <li className="phrase">
          <Icon name="spark" />
          <span className="phrase-text">{t.onlyOrder(qualifiers)}</span>
        </li>
      )}
    </ul>
  );
}

/** The words as one phrase: photos that look like it, or have it in their text. */
function PhraseChip({ phrase }: { readonly phrase: Props['phrases'][number] }): ReactNode {
  const { t } = useLanguage();
  const isText = phrase.as === 'text';
  return (
    <li className="phrase" title={isText ? undefined : t.looksLikeHint}>
      <Icon name={isText ? 'text' : 'spark'} />
      <span className="phrase-text">{isText ? t.phraseInText(phrase.text) : t.looksLike(phrase.text)}</span>
      <span className="chip-count">{t.inBrackets(phrase.photos)}</span>
      {!isText && <span className="unseen">{t.looksLikeHint}</span>}
    </li>
  );
}

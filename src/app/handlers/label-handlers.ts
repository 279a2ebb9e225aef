import type { labelCalls } from '../../api/contract/label-calls.ts';
import type { CustomLabelView, Output } from '../../api/contract.ts';
import type { Handlers } from '../../api/dispatch.ts';
import { BeachcombError } from '../../domain/error.ts';
import { givenNameKey } from '../../domain/given-name-key.ts';
import type { LabelId } from '../../domain/label.ts';
import { inAllLanguages } from '../../domain/localized.ts';
import type { CustomLabel } from '../../domain/user-data.ts';
import { find } from '../../knowledge/labels/find.ts';
import { foreignLabelsOf } from '../../knowledge/labels/foreign-words.ts';
import { isLabel, vocabulary } from '../../knowledge/labels/vocabulary.ts';
import type { Searcher } from '../../search/searcher.ts';
import type { LibraryParts } from '../library-parts.ts';
import { othersMoved } from '../others-moved.ts';
import { correctStacks } from '../settle-stacks.ts';
import type { SuggestionFeed } from '../suggestion-feed.ts';
import { customLabelView } from '../views/custom-label-view.ts';
import { hitsView } from '../views/hits-view.ts';
import { labelName } from '../views/label-name.ts';

export function labelHandlers({
  searcher,
  reader,
  userData,
  suggestions,
}: Pick<LibraryParts, 'searcher' | 'reader' | 'userData' | 'suggestions'>): Pick<
  Handlers,
  keyof typeof labelCalls
> {
  const { statements } = userData;
  const view = (label: LabelId): CustomLabelView => customLabelView(searcher, reader, label);
  const checkLabel = (label: LabelId): void => {
    if (!isLabel(label) && !reader.userData.customLabels().some(({ key }) => key === label))
      throw new BeachcombError('not-found', `There is no label "${label}".`);
  };

  return {
    ...steadyHandlers({ searcher, reader, userData }),
    'labels.correct': ({ corrections }) => {
      const labels = [...new Set(corrections.map((one) => one.label))];
      for (const label of labels) checkLabel(label);
      const moved = othersMoved(searcher, labels, corrections);
      return correctStacks({ searcher, userData }, corrections).then((written) => ({
        ...written,
        moved: moved(),
      }));
    },
    'labels.own': () => reader.userData.customLabels().map(({ key }) => view(key)),
    'labels.add': ({ name }) => {
      checkName(name);
      return view(statements.addCustomLabel(name, Date.now()));
    },
    'labels.rename': ({ label, name }) => {
      view(label);
      checkName(name);
      statements.renameCustomLabel(label, name);
      return {};
    },
    'labels.remove': ({ label }) => {
      view(label);
      statements.removeCustomLabel(label);
      return {};
    },
    'labels.find': findLabelsIn(searcher, suggestions),
    'labels.propose': async ({ label, limit }) => {
      checkLabel(label);
      searcher.refresh();
      await searcher.index.readEmbeddings();
      return hitsView(reader, searcher.propose(label, limit));
    },
  };
}

const NAMES_OF_VOCABULARY: ReadonlySet<string> = new Set(
  vocabulary.labels.flatMap(({ name }) => inAllLanguages(name).map(givenNameKey)),
);

/**
 * A label of one's own beside one of the same name would take the answers that are meant for the other.
 * @throws BeachcombError `bad-request`
 */
function checkName(name: string): void {
  if (NAMES_OF_VOCABULARY.has(givenNameKey(name)))
    throw new BeachcombError('bad-request', `"${name}" is a label already.`, {
      reason: { code: 'name-taken' },
    });
}

/** Finds the labels that a text may mean. */
const findLabelsIn =
  (searcher: Searcher, suggestions: SuggestionFeed): Handlers['labels.find'] =>
  ({ text, language, onlyWords = false }) => {
    searcher.refresh();
    const suggested = onlyWords ? [] : suggestions.findLabels(text, language);
    const { customLabels } = searcher.index.userData;
    const words = labelsOfWord(text, customLabels);
    const view = (label: LabelId, isMeant: boolean): Output<'labels.find'>[number] => ({
      label,
      name: labelName(label, customLabels)[language],
      own: !isLabel(label),
      isMeant,
      word: words.get(label) ?? null,
    });
    return [
      ...words.keys().map((label) => view(label, true)),
      ...suggested
        .filter(({ term }) => !words.has(term.key))
        .map(({ term, match, typed }) => view(term.key, match !== 'typo' && typed.trim() === text.trim())),
    ];
  };

/** The labels that a text is a word for: the user's own, of the vocabulary, in another language; of a part at last. */
function labelsOfWord(
  text: string,
  customLabels: readonly CustomLabel[],
): ReadonlyMap<LabelId, 'same' | 'narrower'> {
  const own = customLabels.filter(({ name }) => givenNameKey(name) === givenNameKey(text));
  const known = find(text);
  const same = [
    ...own.map(({ key }) => key),
    ...known.filter(({ why }) => why !== 'narrower').map(({ label }) => label),
    ...(known.length > 0 ? [] : foreignLabelsOf(text)),
  ];
  const words = new Map<LabelId, 'same' | 'narrower'>(same.map((label) => [label, 'same']));
  for (const { label } of known) if (!words.has(label)) words.set(label, 'narrower');
  return words;
}

/** Labels whose corrections change only the photos that are corrected. */
const steadyHandlers = ({
  searcher,
  reader,
  userData,
}: Pick<LibraryParts, 'searcher' | 'reader' | 'userData'>): Pick<
  Handlers,
  'labels.setSteady' | 'labels.steady'
> => ({
  'labels.setSteady': ({ label, steady }) => {
    // What a label of one's own finds is learnt from its corrections alone.
    if (!isLabel(label)) throw new BeachcombError('not-found', `There is no label "${label}".`);
    const moved = othersMoved(searcher, [label], []);
    return { before: userData.statements.setSteadyLabel(label, steady), moved: moved() };
  },
  'labels.steady': () =>
    reader
      .steadyLabels()
      .filter(isLabel)
      .map((label) => ({ label, name: labelName(label, searcher.index.userData.customLabels) })),
});

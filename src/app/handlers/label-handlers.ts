import type { labelCalls } from '../../api/contract/label-calls.ts';
import type { CustomLabelView } from '../../api/contract.ts';
import type { Handlers } from '../../api/dispatch.ts';
import { BeachcombError } from '../../domain/error.ts';
import type { LabelId } from '../../domain/label.ts';
import { isLabel } from '../../knowledge/labels/vocabulary.ts';
import type { LibraryParts } from '../library-parts.ts';
import { othersMoved } from '../others-moved.ts';
import { correctStacks } from '../settle-stacks.ts';
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
    'labels.add': ({ name }) => view(statements.addCustomLabel(name, Date.now())),
    'labels.rename': ({ label, name }) => {
      view(label);
      statements.renameCustomLabel(label, name);
      return {};
    },
    'labels.remove': ({ label }) => {
      view(label);
      statements.removeCustomLabel(label);
      return {};
    },
    'labels.find': ({ text, language }) =>
      suggestions.findLabels(text, language).map(({ term, match, typed }) => ({
        label: term.key,
        name: labelName(term.key, searcher.index.userData.customLabels)[language],
        own: term.kind === 'own-label',
        isMeant: match !== 'typo' && typed.trim() === text.trim(),
      })),
    'labels.propose': async ({ label, limit }) => {
      checkLabel(label);
      searcher.refresh();
      await searcher.index.readEmbeddings();
      return hitsView(reader, searcher.propose(label, limit));
    },
  };
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

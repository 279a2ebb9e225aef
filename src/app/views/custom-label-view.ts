import type { CustomLabelView } from '../../api/contract.ts';
import { BeachcombError } from '../../domain/error.ts';
import type { LabelId } from '../../domain/label.ts';
import type { Searcher } from '../../search/searcher.ts';
import type { LibraryReader } from '../../store/library-reader.ts';

/**
 * A custom label with the number of its examples and counter-examples.
 * @throws BeachcombError `not-found`
 */
export function customLabelView(searcher: Searcher, reader: LibraryReader, key: LabelId): CustomLabelView {
  const label = reader.userData.customLabels().find((one) => one.key === key);
  if (label === undefined) throw new BeachcombError('not-found', 'There is no such label of yours.');
  searcher.refresh();
  const corrections = [...(searcher.index.userData.corrections.get(key)?.values() ?? [])];
  const yes = corrections.filter(Boolean).length;
  return { label: key, name: label.name, yes, no: corrections.length - yes };
}

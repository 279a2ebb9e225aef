import type { PhotoDetails } from '../../../src/api/contract.ts';
import { isCustomLabel } from '../../../src/domain/user-data.ts';

/** Whether a label has a saliency map: custom labels have none, because the network does not recognise them. */
export const hasMap = ({ label, level }: PhotoDetails['labels'][number]): boolean =>
  !isCustomLabel(label) && level !== 'unlikely';

import type { PhotoDetails } from '../../../src/api/contract.ts';
import { isCustomLabel } from '../../../src/domain/user-data.ts';

/** Whether it can be told where in its photo a label was seen: the network does not know own labels. */
export const hasMap = ({ label, level }: PhotoDetails['labels'][number]): boolean =>
  !isCustomLabel(label) && level !== 'unlikely';

import type { PhotoDetails } from '../../../src/api/contract.ts';
import { isOwnLabel } from '../../../src/domain/said.ts';

/** Whether it can be told where in its photo a label was seen: the network does not know own labels. */
export const hasMap = ({ label, tier }: PhotoDetails['labels'][number]): boolean =>
  !isOwnLabel(label) && tier !== 'unlikely';

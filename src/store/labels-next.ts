/** Table of the labels that are being derived again: it replaces `labels` when it is whole. */
export const LABELS_NEXT = 'labels_next';

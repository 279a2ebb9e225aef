import type { Metadata } from '../../domain/metadata.ts';

/** What one source beside a photo states of it. */
export interface CompanionFacts {
  readonly metadata: Metadata;
  readonly isFavourite: boolean;
  /** Names of the albums that it is in. */
  readonly albums: readonly string[];
}

export const NO_FACTS: CompanionFacts = { metadata: { keywords: [] }, isFavourite: false, albums: [] };

const LONGEST_TEXT = 2000;
const LONGEST_NAME = 200;
/** Bidirectional marks, with which a text could pose as another. */
const TURNS = /[\u202A-\u202E\u2066-\u2069]/gu;

/** A text without control characters, at most 2000 UTF-16 units long. */
export const cleanCaption = (text: string): string =>
  text
    .slice(0, LONGEST_TEXT)
    .replace(/[^\P{Cc}\n]+|[\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(TURNS, '')
    .trim();

/** A name on one line, at most 200 UTF-16 units long. */
export const cleanName = (text: string): string =>
  cleanCaption(text).normalize('NFC').replace(/\s+/gu, ' ').slice(0, LONGEST_NAME).trim();

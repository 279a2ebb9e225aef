import * as z from 'zod';
import { LANGUAGES } from '../../domain/label.ts';
import { call } from '../call.ts';
import { hitSchema } from './hit.ts';
import { givenName, id, labelKey, localizedText, natural, nothing, searchText } from './primitives.ts';

/** The user's correction of whether one photo shows one label; null removes the correction. */
export const labelCorrectionSchema = z.strictObject({
  photo: id,
  label: labelKey,
  applies: z.boolean().nullable(),
});

const corrections = z.array(labelCorrectionSchema).min(1).max(10_000);

export const customLabelSchema = z.strictObject({
  label: labelKey,
  name: z.string(),
  /** Examples and counter-examples so far. */
  yes: natural,
  no: natural,
});

/** Corrections and custom labels. */
export const labelCalls = {
  /**
   * Corrects labels of photos. `before`, sent as corrections, undoes it. `moved`: how many other photos came above the
   * line of one of these labels by it, or below; labels of one's own are learnt later and do not count.
   */
  'labels.correct': call(
    z.strictObject({ corrections }),
    z.strictObject({
      before: z.array(labelCorrectionSchema),
      moved: z.strictObject({ above: natural, below: natural }),
    }),
  ),
  /**
   * Chooses whether corrections of a label of the vocabulary change only the photos that are corrected, past ones too.
   * `moved`: as of `labels.correct`.
   */
  'labels.setSteady': call(
    z.strictObject({ label: labelKey, steady: z.boolean() }),
    z.strictObject({ before: z.boolean(), moved: z.strictObject({ above: natural, below: natural }) }),
  ),
  'labels.steady': call(nothing, z.array(z.strictObject({ label: labelKey, name: localizedText }))),
  'labels.own': call(nothing, z.array(customLabelSchema)),
  /** Creates a custom label, or returns the existing one of this name. */
  'labels.add': call(z.strictObject({ name: givenName }), customLabelSchema),
  'labels.rename': call(z.strictObject({ label: labelKey, name: givenName }), nothing),
  /** Deletes a custom label and its examples. */
  'labels.remove': call(z.strictObject({ label: labelKey }), nothing),
  /** Labels that a typed text may mean, those that it is a word for first, whether the library has photos of them or not. */
  'labels.find': call(
    z.strictObject({
      text: searchText,
      language: z.enum(LANGUAGES),
      /** Leaves out those that it only begins or resembles: for them all words of all labels are read first. */
      onlyWords: z.boolean().optional(),
    }),
    z.array(
      z.strictObject({
        label: labelKey,
        name: z.string(),
        own: z.boolean(),
        /** The whole text is, or begins, a word of the label; else it is a guess by its end or by a similar word. */
        isMeant: z.boolean(),
        /** The whole text is a word for the label, in any language, or one for a part of what it shows ("puppy"). */
        word: z.enum(['same', 'narrower']).nullable(),
      }),
    ),
  ),
  /** Photos whose correction would improve a label most, or that most likely show it. */
  'labels.propose': call(
    z.strictObject({ label: labelKey, limit: z.int().positive().max(100).default(12) }),
    z.array(hitSchema),
  ),
} as const;

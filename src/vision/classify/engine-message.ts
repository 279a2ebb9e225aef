import * as z from 'zod';
import { deviceSchema } from '../../domain/device.ts';
import { engineReasonSchema } from '../../domain/engine-reason.ts';
import {
  CONCEPT_COUNT,
  EMBEDDING_SIZE,
  KEPT_CLASSES,
  PHRASE_SIZE,
  type Prediction,
} from '../../domain/prediction.ts';

/**
 * What crosses between the process of an engine and the one that started it. Arrays cross as they are
 * (structured clone): a view costs 0.6 ms both ways together.
 */

/** What the engine's process is asked. */
export interface EngineQuestion {
  readonly id: number;
  readonly inputs: readonly Uint8Array[];
}

// NaN is within nothing.
const isScores = (value: unknown, length: number): boolean =>
  value instanceof Float32Array && value.length === length && value.every((n) => n >= 0 && n <= 1.001);

const isEmbedding = (value: unknown, length: number): boolean =>
  value instanceof Int8Array && value.length === length && value.some((n) => n !== 0);

/** A Prediction that can be one: an engine that computes nonsense is found out here. */
const answerSchema = z.strictObject({
  classes: z.custom<Uint16Array>((value) => value instanceof Uint16Array && value.length === KEPT_CLASSES),
  probabilities: z.custom<Float32Array>((value) => isScores(value, KEPT_CLASSES)),
  concepts: z.custom<Float32Array>((value) => isScores(value, CONCEPT_COUNT)),
  embedding: z.custom<Int8Array>((value) => isEmbedding(value, EMBEDDING_SIZE)),
  // No engine of today lacks it.
  phrase: z.custom<Prediction['phrase']>((value) => isEmbedding(value, PHRASE_SIZE)),
});

const openedSchema = z.strictObject({
  name: z.string(),
  device: deviceSchema,
  gpu: z.boolean(),
  model: z.string(),
  batch: z.int().positive(),
});

export const engineReplySchema = z.discriminatedUnion('reply', [
  z.strictObject({ reply: z.literal('opened'), engine: openedSchema }),
  z.strictObject({ reply: z.literal('answers'), id: z.int(), predictions: z.array(answerSchema) }),
  /** An EngineError. Without an id: the engine could not be opened. */
  z.strictObject({
    reply: z.literal('failed'),
    id: z.int().nullable(),
    reason: engineReasonSchema,
  }),
]);
export type EngineReply = z.infer<typeof engineReplySchema>;
/** An engine, as its process describes it once it is open. */
export type OpenedEngine = z.infer<typeof openedSchema>;

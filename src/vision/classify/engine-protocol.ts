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
import type { RemoteError } from '../../platform/process/child-process-error.ts';
import type { Protocol, WireError } from '../../platform/process/protocol.ts';
import { EngineError } from './engine-error.ts';

/** The inputs of a batch, or where they lie in memory that both processes share. */
export type EngineBatch = { readonly inputs: readonly Uint8Array[] } | { readonly slots: readonly number[] };

/** The protocol between an engine process and its parent. Arrays cross by structured clone. */
export type EngineTypes = {
  requests: { classify: { request: EngineBatch; reply: Prediction[] } };
  ready: OpenedEngine;
  toChild: never;
  fromChild: never;
};

// NaN fails this check, because every comparison with it is false.
const isScores = (value: unknown, length: number): boolean =>
  value instanceof Float32Array && value.length === length && value.every((n) => n >= 0 && n <= 1.001);

const isEmbedding = (value: unknown, length: number): boolean =>
  value instanceof Int8Array && value.length === length && value.some((n) => n !== 0);

/** A plausible Prediction: an engine that computes wrongly is detected here. */
const predictionSchema = z.strictObject({
  classes: z.custom<Uint16Array>((value) => value instanceof Uint16Array && value.length === KEPT_CLASSES),
  probabilities: z.custom<Float32Array>((value) => isScores(value, KEPT_CLASSES)),
  concepts: z.custom<Float32Array>((value) => isScores(value, CONCEPT_COUNT)),
  embedding: z.custom<Int8Array>((value) => isEmbedding(value, EMBEDDING_SIZE)),
  // Every current engine has it.
  phrase: z.custom<Prediction['phrase']>((value) => isEmbedding(value, PHRASE_SIZE)),
});

const openedSchema = z.strictObject({
  name: z.string(),
  device: deviceSchema,
  gpu: z.boolean(),
  model: z.string(),
  batch: z.int().positive(),
});
/** The description of an open engine by its process. */
type OpenedEngine = z.infer<typeof openedSchema>;

export const engineProtocol: Protocol<EngineTypes> = {
  requests: {
    classify: {
      request: z.union([
        z.strictObject({
          inputs: z.array(z.custom<Uint8Array>((value) => value instanceof Uint8Array)).readonly(),
        }),
        z.strictObject({ slots: z.array(z.int().nonnegative()).readonly() }),
      ]),
      reply: z.array(predictionSchema),
    },
  },
  ready: openedSchema,
  toChild: z.never(),
  fromChild: z.never(),
};

/** Encodes an EngineError as a code with arguments. */
export function encodeEngineError(error: unknown): WireError {
  const { message, reason } = EngineError.from(error);
  const { code, ...values } = reason;
  return { code, detail: message, arguments: values };
}

export function decodeEngineError({ code, message, arguments: values }: RemoteError): EngineError {
  const reason = engineReasonSchema.safeParse({ code, ...values });
  return reason.success ? new EngineError(reason.data) : EngineError.from(message);
}

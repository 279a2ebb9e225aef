import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { PACK_FORMAT, PACK_MANIFEST } from '../../src/domain/pack.ts';
import { MODELS } from './paths.ts';

/** A field of a protobuf message: its number, and its bytes with the tag. */
interface Field {
  readonly number: number;
  /** Content of a length-delimited field; null for a number. */
  readonly content: Uint8Array | null;
  readonly bytes: Uint8Array;
}

function varint(value: number): number[] {
  const bytes: number[] = [];
  for (let left = value; ; left = Math.floor(left / 128)) {
    if (left < 128) return [...bytes, left];
    bytes.push((left % 128) | 128);
  }
}

/** The fields of a message, as far as ONNX has them: varints, 32 bits and lengths. */
function* fieldsOf(message: Uint8Array): Generator<Field> {
  let at = 0;
  const number = (): number => {
    let [value, factor] = [0, 1];
    for (;;) {
      const byte = message[at++] as number;
      value += (byte & 127) * factor;
      if (byte < 128) return value;
      factor *= 128;
    }
  };
  while (at < message.length) {
    const start = at;
    const tag = number();
    const kind = tag % 8;
    let content: Uint8Array | null = null;
    if (kind === 0) number();
    else if (kind === 5) at += 4;
    else if (kind === 2) {
      const length = number();
      content = message.subarray(at, at + length);
      at += length;
    } else throw new Error(`The wire type ${kind} is not known.`);
    yield { number: Math.floor(tag / 8), content, bytes: message.subarray(start, at) };
  }
}

const holding = (field: number, ...parts: readonly Uint8Array[]): Uint8Array => {
  const content = Buffer.concat(parts);
  return Buffer.concat([Buffer.from([...varint(field * 8 + 2), ...varint(content.length)]), content]);
};
const text = (field: number, value: string): Uint8Array => holding(field, Buffer.from(value));
const whole = (field: number, value: number): Uint8Array =>
  Buffer.from([...varint(field * 8), ...varint(value)]);

/** NodeProto */
const node = (
  type: string,
  inputs: readonly string[],
  output: string,
  ...attributes: Uint8Array[]
): Uint8Array =>
  holding(1, ...inputs.map((name) => text(1, name)), text(2, output), text(4, type), ...attributes);
const [INT, INTS, FLOAT, UINT8] = [2, 7, 1, 2];

/** ValueInfoProto of a tensor of float32 with a free first dimension. */
const tensor = (field: number, name: string, shape: readonly number[]): Uint8Array => {
  const dimensions = [text(2, 'N'), ...shape.map((size) => whole(1, size))].map((one) => holding(1, one));
  return holding(field, text(1, name), holding(2, holding(1, whole(1, FLOAT), holding(2, ...dimensions))));
};

/** The photo network with its output `phrase` alone, and pictures as image towers take them: planes from 0 to 1. */
function imageTower(): Uint8Array {
  const perm = holding(5, text(1, 'perm'), ...[0, 2, 3, 1].map((one) => whole(8, one)), whole(20, INTS));
  const to = holding(5, text(1, 'to'), whole(3, UINT8), whole(20, INT));
  const before = [
    node('Transpose', ['pixel_values'], 'tower_last', perm),
    node('Mul', ['tower_last', 'tower_255'], 'tower_scaled'),
    node('Round', ['tower_scaled'], 'tower_rounded'),
    node('Cast', ['tower_rounded'], 'image', to),
    holding(
      5,
      whole(1, 1),
      whole(2, FLOAT),
      text(8, 'tower_255'),
      holding(9, Buffer.from(Float32Array.of(255).buffer)),
    ),
    tensor(11, 'pixel_values', [3, 320, 320]),
    tensor(12, 'image_embeds', [192]),
  ];
  const model = [...fieldsOf(readFileSync(path.join(MODELS, 'photo', 'model.onnx')))];
  const parts = model.map(({ number, content, bytes }) => {
    if (number !== 7 || content === null) return bytes;
    const kept = [...fieldsOf(content)].filter((field) => field.number !== 11 && field.number !== 12);
    return holding(
      7,
      ...before,
      ...kept.map((field) => field.bytes),
      node('Identity', ['phrase'], 'image_embeds'),
    );
  });
  return Buffer.concat(parts);
}

/**
 * Writes the two towers that ship in the layout of transformers.js into a new folder, with a manifest beside them that
 * states what pictures need: what they find is what the program finds.
 */
export function bundledLayout(folder: string): string {
  mkdirSync(path.join(folder, 'onnx'), { recursive: true });
  const write = (name: string, value: unknown): void =>
    writeFileSync(path.join(folder, name), JSON.stringify(value));
  writeFileSync(path.join(folder, 'onnx', 'vision_model.onnx'), imageTower());
  const textTower = path.join(MODELS, 'text-multilingual');
  copyFileSync(path.join(textTower, 'model.onnx'), path.join(folder, 'onnx', 'text_model.onnx'));
  copyFileSync(path.join(textTower, 'tokenizer.json'), path.join(folder, 'tokenizer.json'));
  write('tokenizer_config.json', { pad_token: '<pad>', model_max_length: 128 });
  write('config.json', { model_type: 'chinese_clip', text_config: { max_position_embeddings: 128 } });
  write('preprocessor_config.json', {
    size: { height: 320, width: 320 },
    do_center_crop: false,
    do_normalize: false,
    resample: 3,
  });
  write(PACK_MANIFEST, {
    format: PACK_FORMAT,
    preprocessing: { resize: { kind: 'trim' }, interpolation: 'lanczos' },
  });
  return folder;
}

import process from 'node:process';
import { tensorflowState } from '../../../../src/vision/classify/tensorflow/tensorflow-state.ts';

/**
 * The TensorFlow that its tests use: the package's folder that BEACHCOMB_TEST_TENSORFLOW names. It is told to
 * these tests only, since every index of the other tests would compare engines with it.
 */
const folder = process.env['BEACHCOMB_TEST_TENSORFLOW'];
if (folder !== undefined) process.env['BEACHCOMB_TENSORFLOW'] = folder;

export const built = tensorflowState();
if (process.env['BEACHCOMB_REQUIRE_ALL'] === '1' && built.state !== 'present')
  throw new Error(`Everything is required here, and TensorFlow is not: ${built.detail}.`);

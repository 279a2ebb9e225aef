// The one door to ONNX Runtime: whoever comes through it has the switch set before the library is loaded.
import './without-telemetry.ts';

export { env, InferenceSession, Tensor } from 'onnxruntime-node';

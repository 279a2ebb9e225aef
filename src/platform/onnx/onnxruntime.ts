// Import ONNX Runtime only through this module, which sets the telemetry switch before the library is loaded.
import './without-telemetry.ts';

export { env, InferenceSession, Tensor } from 'onnxruntime-node';

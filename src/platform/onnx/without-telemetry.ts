import process from 'node:process';

// ONNX Runtime, as it is published for Linux and macOS from 1.29 on, tells its maker about every model that it
// runs, keeps a number for this machine in the person's home, and looks up a host to send to. This is its own
// switch; it is read once, when the library is loaded (https://github.com/microsoft/onnxruntime/pull/27379).
// Older and newer spellings cost nothing.
process.env['ORT_DISABLE_TELEMETRY'] = '1';
process.env['ORT_TELEMETRY_DISABLED'] = '1';

import process from 'node:process';

// ONNX Runtime, as published for Linux and macOS since 1.29, reports every model that it runs to its vendor, stores an
// id of the computer in the user's home directory, and resolves a host name for the reports. This is its own switch,
// read once when the library is loaded (https://github.com/microsoft/onnxruntime/pull/27379). The spellings of other
// versions have no effect.
process.env['ORT_DISABLE_TELEMETRY'] = '1';
process.env['ORT_TELEMETRY_DISABLED'] = '1';

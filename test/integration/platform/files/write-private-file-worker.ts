// Replaces a file again and again, by content of one letter.
import { parentPort, workerData } from 'node:worker_threads';
import { writePrivateFile } from '../../../../src/platform/files/private-files.ts';

const { file, letter, bytes, times } = workerData as {
  file: string;
  letter: string;
  bytes: number;
  times: number;
};
for (let time = 0; time < times; time += 1) writePrivateFile(file, letter.repeat(bytes));
parentPort?.postMessage(null);

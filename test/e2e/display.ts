import { spawn } from 'node:child_process';
import process from 'node:process';

/** A screen for Electron: the one that is there, or an Xvfb of its own. Answers with DISPLAY and how to end it. */
export async function openDisplay(): Promise<{ DISPLAY: string; close(): void }> {
  const there = process.env['DISPLAY'];
  if (there !== undefined && there !== '') return { DISPLAY: there, close: () => {} };
  const xvfb = spawn('Xvfb', ['-displayfd', '1', '-screen', '0', '1600x1200x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  process.once('exit', () => void xvfb.kill());
  const number = await new Promise<string>((resolve, reject) => {
    xvfb.once('error', reject);
    xvfb.once('exit', (code) => reject(new Error(`Xvfb ended with ${code}.`)));
    xvfb.stdout.setEncoding('utf8').once('data', (text: string) => resolve(text.trim()));
  });
  return { DISPLAY: `:${number}`, close: () => void xvfb.kill() };
}

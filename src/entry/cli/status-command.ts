import { statSync } from 'node:fs';
import type { Command } from 'commander';
import { recoverySentence } from '../../app/recovery-sentence.ts';
import { problemSentences } from '../../domain/problem-sentences.ts';
import { existingLibrary, openQuietly } from './open-quietly.ts';
import { count, jsonLine, shownText } from './show.ts';

const OTHERS = { video: 'video', raw: 'RAW photo', 'other-image': 'other image' } as const;

export function addStatus(program: Command): void {
  program
    .command('status')
    .description('What is in the library, folder by folder')
    .option('--library <file>', 'the library to look into')
    .option('--problems', 'list the files that could not be read, and why')
    .option('--json', 'print JSON')
    .action(async (options: { library?: string; problems?: boolean; json?: boolean }) => {
      const library = existingLibrary(options.library);
      const open = await openQuietly(library);
      try {
        const folders = await open.handlers['folders.list']({});
        const { recovered } = await open.handlers['status.get']({});
        const problems = options.problems
          ? (await open.handlers['problems.list']({ offset: 0, limit: 5000, ignored: false })).rows
          : [];
        if (options.json) {
          process.stdout.write(
            `${jsonLine({ library, folders, recovered, ...(options.problems ? { problems } : {}) })}\n`,
          );
          return;
        }
        const lines = [`${shownText(library)} (${(statSync(library).size / 1e6).toFixed(1)} MB)`];
        if (recovered !== null) lines.push(recoverySentence(recovered));
        for (const folder of folders) {
          const parts = [`${count(folder.photos, 'photo')}`];
          if (folder.waiting > 0) parts.push(`${folder.waiting} waiting`);
          if (folder.problems > 0) parts.push(count(folder.problems, 'problem'));
          for (const [kind, name] of Object.entries(OTHERS)) {
            const n = folder.others[kind as keyof typeof OTHERS];
            if (n > 0) parts.push(`${count(n, name)} (not searched yet)`);
          }
          if (folder.cloudOnly > 0) parts.push(`${folder.cloudOnly} only in the cloud`);
          lines.push(`${shownText(folder.name)}: ${parts.join(', ')}`);
          if (folder.state === 'unreachable')
            lines.push('  cannot be reached just now; nothing of it was forgotten');
          if (folder.state === 'many-missing')
            lines.push(`  ${count(folder.missing, 'photo')} are gone at once; nothing was forgotten`);
        }
        for (const { folderName, directory, name, kind, detail } of problems)
          lines.push(
            `${shownText([folderName, ...directory, name].join('/'))}: ${problemSentences.en[kind]} (${kind}: ${shownText(detail)})`,
          );
        process.stdout.write(`${lines.join('\n')}\n`);
      } finally {
        await open.close();
      }
    });
}

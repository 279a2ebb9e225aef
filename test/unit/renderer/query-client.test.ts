import { QueryObserver } from '@tanstack/react-query';
import { expect, it } from 'vitest';
import { createQueryClient } from '../../../renderer/client/query-client.ts';
import { createTopics } from '../../../renderer/client/topics.ts';
import { queryOf } from '../../../renderer/client/use-query.ts';
import type { Client } from '../../../src/api/client.ts';

it('a change while the first answer is on its way is in what is shown at last', async () => {
  const topics = createTopics();
  const queries = createQueryClient(topics, (error) => {
    throw error;
  });
  const answers: ((names: string[]) => void)[] = [];
  const client = (() => new Promise((resolve) => answers.push(resolve))) as unknown as Client;
  const shown: unknown[] = [];
  const stop = new QueryObserver(queries, queryOf(client, 'albums.list', {})).subscribe(({ data }) =>
    shown.push(data),
  );
  await expect.poll(() => answers).toHaveLength(1);
  topics.touch(['albums']);
  answers[0]?.(['as it was']);
  await expect.poll(() => shown).toContainEqual(['as it was']);
  await expect.poll(() => answers).toHaveLength(2);
  answers[1]?.(['as it is']);
  await expect.poll(() => shown.at(-1)).toEqual(['as it is']);
  stop();
});

import type { Browser } from 'playwright-core';

/** A page that nothing but these calls looks into. */
export interface UnwatchedPage {
  /** The value of an expression, awaited. */
  evaluate(expression: string): Promise<unknown>;
  close(): Promise<void>;
}

/**
 * Opens an address in a page that Playwright does not drive: for what it drives, Chromium keeps what was
 * downloaded, up to 200 MB, which is no memory of the page's own.
 */
export async function openUnwatched(browser: Browser, url: string): Promise<UnwatchedPage> {
  const session = await browser.newBrowserCDPSession();
  const { targetId } = await session.send('Target.createTarget', { url });
  // Without `flatten`, messages go through this session, which is all that Playwright gives access to.
  const { sessionId } = await session.send('Target.attachToTarget', { targetId, flatten: false });
  let last = 0;
  const waiting = new Map<number, (reply: Reply) => void>();
  session.on('Target.receivedMessageFromTarget', ({ message }) => {
    const reply: Reply = JSON.parse(message);
    if (reply.id !== undefined) waiting.get(reply.id)?.(reply);
  });
  const send = async (method: string, params: object): Promise<Reply['result']> => {
    last += 1;
    const id = last;
    const reply = new Promise<Reply>((resolve) => waiting.set(id, resolve));
    await session.send('Target.sendMessageToTarget', {
      sessionId,
      message: JSON.stringify({ id, method, params }),
    });
    return (await reply).result;
  };
  return {
    evaluate: async (expression) => {
      const answer = await send('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true });
      if (answer?.exceptionDetails !== undefined) throw new Error(JSON.stringify(answer.exceptionDetails));
      return answer?.result?.value;
    },
    close: async () => void (await session.send('Target.closeTarget', { targetId })),
  };
}

interface Reply {
  readonly id?: number;
  readonly result?: { readonly result?: { readonly value?: unknown }; readonly exceptionDetails?: unknown };
}

import type { OutgoingHttpHeaders } from 'node:http';

/** A request that is not served: its status, and a sentence for whoever sent it. */
export class Refusal extends Error {
  readonly status: number;
  readonly headers: OutgoingHttpHeaders;
  constructor(status: number, sentence: string, headers: OutgoingHttpHeaders = {}) {
    super(sentence);
    this.status = status;
    this.headers = headers;
  }
}

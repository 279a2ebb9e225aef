import type { OutgoingHttpHeaders } from 'node:http';

/** A rejected request: its status, and a sentence for the client. */
export class Refusal extends Error {
  readonly status: number;
  readonly headers: OutgoingHttpHeaders;
  constructor(status: number, sentence: string, headers: OutgoingHttpHeaders = {}) {
    super(sentence);
    this.status = status;
    this.headers = headers;
  }
}

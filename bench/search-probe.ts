/** Measures the lag of the search index: from the acknowledgement of a message until it is found. */
import { setTimeout as sleep } from 'node:timers/promises';
import { AskingClient } from './asking-client.ts';

/** The registered name of the prober. */
export const PROBE = 'probe';
/** Taking longer is an error. */
const FOUND_MS_MAX = 60_000;
/** The pause between two queries, and between two probes. */
const ASK_EVERY_MS = 20;
const PROBE_EVERY_MS = 300;

export class SearchProbe {
  readonly #client: AskingClient;
  #number = 0;

  private constructor(client: AskingClient) {
    this.#client = client;
  }

  static async open(port: number): Promise<SearchProbe> {
    return new SearchProbe(await AskingClient.open(port, PROBE));
  }

  /** Sends a new word; returns the milliseconds from its acknowledgement until search finds it. */
  async lag(): Promise<number> {
    const word = `probe${process.pid}x${this.#number++}`;
    await this.#client.ask('sendto', { to: PROBE }, `a message with ${word} in it`);
    const startedAt = performance.now();
    for (;;) {
      const { data } = await this.#client.ask('search', { query: word });
      const ms = performance.now() - startedAt;
      if (data.messages.length > 0) return ms;
      if (ms > FOUND_MS_MAX) throw new Error('a message is not found by search');
      await sleep(ASK_EVERY_MS);
    }
  }

  /** Repeats probes until `done` settles. */
  async lagsUntil(done: Promise<unknown>): Promise<number[]> {
    const lags: number[] = [];
    let over = false;
    const end = () => {
      over = true;
    };
    void done.then(end, end);
    while (!over) {
      lags.push(await this.lag());
      await sleep(PROBE_EVERY_MS);
    }
    return lags;
  }

  close(): void {
    this.#client.close();
  }
}

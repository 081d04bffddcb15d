/** A search in what is kept, and as much of its answer as was asked for. */
import { batch, signal } from '@preact/signals';
import type { ChatClient, PastMessage } from '../../client/browser.ts';
import { parseSearch } from '../../protocol/search-query.ts';
import { problemOf } from './problems.ts';

/** What was found. */
export interface Findings {
  /** Words, and words that follow each other. */
  readonly phrases: readonly string[];
  /** Newest first. */
  readonly messages: readonly PastMessage[];
  /** There are older ones. */
  readonly more: boolean;
}

export class Search {
  readonly #client: Pick<ChatClient, 'search'>;
  readonly #zone: number;
  #query = '';
  /** Only the answer to the last question counts. */
  #asked = 0;
  /** Null: nothing was looked for yet. */
  readonly findings = signal<Findings | null>(null);
  readonly busy = signal(false);
  /** What went wrong, in words. */
  readonly problem = signal<string | null>(null);

  /** `zone`: how far the dates in a query are ahead of UTC, in minutes. */
  constructor(client: Pick<ChatClient, 'search'>, zone: number) {
    this.#client = client;
    this.#zone = zone;
  }

  /** Looks for `query`; empty is nothing, and finds nothing. */
  async find(query: string): Promise<void> {
    this.#query = query.trim();
    this.#asked++;
    batch(() => {
      this.findings.value = null;
      this.problem.value = null;
      this.busy.value = false;
    });
    if (this.#query !== '') await this.#ask(null);
  }

  /** The next page of older ones. */
  async older(): Promise<void> {
    const { findings, busy } = this;
    const last = findings.value?.messages.at(-1);
    if (busy.value || last === undefined || findings.value?.more !== true) return;
    await this.#ask(last.id);
  }

  async #ask(beneath: number | null): Promise<void> {
    const query = this.#query;
    const asked = ++this.#asked;
    const parsed = parseSearch(query, this.#zone);
    const phrases = typeof parsed === 'string' ? [] : parsed.phrases;
    const before = beneath === null ? [] : (this.findings.value?.messages ?? []);
    batch(() => {
      this.busy.value = true;
      this.problem.value = null;
    });
    try {
      const page = beneath === null ? {} : { beneath };
      const { messages, more } = await this.#client.search(query, { zone: this.#zone, ...page });
      if (asked !== this.#asked) return;
      // The smallest is where the next page begins.
      const found = [...messages].sort((one, other) => other.id - one.id);
      this.findings.value = { phrases, messages: [...before, ...found], more };
    } catch (error) {
      if (asked === this.#asked) this.problem.value = problemOf(error);
    } finally {
      if (asked === this.#asked) this.busy.value = false;
    }
  }
}

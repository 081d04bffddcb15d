/** A search in stored messages, with its results loaded page by page. */
import { batch, signal } from '@preact/signals';
import type { ChatClient, PastMessage } from '../../client/browser.ts';
import { parseSearch } from '../../protocol/search-query.ts';
import { problemOf } from './problems.ts';

/** The results of a search. */
export interface Findings {
  /** The words and phrases searched for. */
  readonly phrases: readonly string[];
  /** Newest first. */
  readonly messages: readonly PastMessage[];
  /** Are there older results? */
  readonly more: boolean;
}

export class Search {
  readonly #client: Pick<ChatClient, 'search'>;
  readonly #zone: number;
  #query = '';
  /** Counts requests: only the reply to the last one counts. */
  #asked = 0;
  /** Null until a search has finished. */
  readonly findings = signal<Findings | null>(null);
  readonly busy = signal(false);
  /** The last error, in words; null if there is none. */
  readonly problem = signal<string | null>(null);

  /** `zone`: the time zone of dates in a query, in minutes ahead of UTC. */
  constructor(client: Pick<ChatClient, 'search'>, zone: number) {
    this.#client = client;
    this.#zone = zone;
  }

  /** Searches for `query`; an empty one clears the results. */
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

  /** Loads the next page of older results. */
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
      // Sorted, because the next page begins at the smallest id.
      const found = [...messages].sort((one, other) => other.id - one.id);
      this.findings.value = { phrases, messages: [...before, ...found], more };
    } catch (error) {
      if (asked === this.#asked) this.problem.value = problemOf(error);
    } finally {
      if (asked === this.#asked) this.busy.value = false;
    }
  }
}

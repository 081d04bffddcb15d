/** Search on the main thread: queries for the search thread, and the eraser's requests. */

import type { Question } from '../../chat/archive.ts';
import type { Searching } from '../../chat/stored/search.ts';
import { Health } from '../health.ts';
import type { Ask } from '../reader/archive-messages.ts';
import { Questions } from '../reader/questions.ts';
import type { StoreLog } from '../store-log.ts';
import { Thread } from '../thread.ts';
import type { ToWriter } from '../writer/writer-messages.ts';
import type { FromSearch, SearchData, ToSearch } from './search-messages.ts';

/** How long new messages may wait before they are indexed. */
const FOLLOW_MS_MAX = 500;

type Debt = Extract<ToSearch, { kind: 'forget' | 'wipe' }>;

export class Search {
  readonly #thread: Thread<ToSearch, FromSearch>;
  readonly #questions: Questions;
  readonly #health: Health;
  readonly #log: StoreLog;
  readonly #toWriter: (message: ToWriter) => void;
  #follow: NodeJS.Timeout | null = null;
  /** The eraser's request; there is one at a time. */
  #debt: Debt | null = null;
  #renewing = false;
  /** Progress of a new index, in tenths, as last told to the operator. */
  #tenths = 0;

  constructor(
    data: SearchData,
    barrier: (notes: boolean, reached: () => void) => void,
    toWriter: (message: ToWriter) => void,
    log: StoreLog,
  ) {
    this.#log = log;
    this.#toWriter = toWriter;
    this.#health = new Health('the search index cannot be written', 'it is written again', log);
    this.#questions = new Questions(
      'the search index',
      (ask) => this.#thread.post(ask as Ask<Searching>),
      barrier,
      log,
    );
    this.#thread = new Thread('search/search-thread', data, {
      received: (message: FromSearch) => this.#received(message),
      died: (reason) => {
        log.failed(`a bug ended a thread of storage: ${reason}`);
        this.#questions.lost();
      },
    });
  }

  ask<Given, Answer>(
    question: Question<Given, Answer>,
    given: NoInfer<Given>,
    answered: (answer: NoInfer<Answer> | null) => void,
  ): void {
    this.#questions.ask(question, given, answered);
  }

  grown(): void {
    this.#follow ??= setTimeout(() => {
      this.#follow = null;
      this.#thread.post({ kind: 'follow' });
    }, FOLLOW_MS_MAX);
  }

  /** The writer is told when it is done. */
  owe(debt: Debt): void {
    this.#debt = debt;
    this.#thread.post(debt);
  }

  async close(): Promise<void> {
    if (this.#follow !== null) clearTimeout(this.#follow);
    await this.#thread.close();
  }

  #received(message: FromSearch): void {
    switch (message.kind) {
      case 'answer':
        this.#questions.answered(message);
        break;
      case 'ready':
        // The earlier thread did not finish it.
        if (this.#debt !== null) this.#thread.post(this.#debt);
        break;
      case 'forgotten':
      case 'wiped':
        this.#debt = null;
        this.#toWriter(message);
        break;
      case 'renewed':
        this.#renewing = true;
        this.#tenths = 0;
        this.#log.note(`the search index is ${message.reason}, and is made anew`);
        break;
      case 'progress':
        if (this.#renewing) this.#tell(message.upto / message.newest);
        break;
      case 'complete':
        if (this.#renewing) this.#log.note('the search index is complete');
        this.#renewing = false;
        break;
      case 'indexing':
        if (message.trouble === null) this.#health.worked();
        else this.#health.failed(message.trouble);
    }
  }
  /** Tells the operator the progress of the new index, at each tenth. */
  #tell(share: number): void {
    const tenths = Math.floor(share * 10);
    if (tenths <= this.#tenths) return;
    this.#tenths = tenths;
    this.#log.note(`the search index has ${tenths * 10} % of the log`);
  }
}

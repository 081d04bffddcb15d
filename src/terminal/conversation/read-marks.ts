/** Reports to the server which messages were shown, once for many of them. */

/** A conversation is marked at most once in this period. */
const MARK_MS = 1000;

/** With more conversations than this pending, all are marked at once. */
const CONVERSATIONS_MAX = 1000;

export class ReadMarks {
  readonly #after: (ms: number, task: () => void) => () => void;
  readonly #tell: (name: string, upTo: number) => void;
  /** The newest message shown in each conversation. */
  readonly #shown = new Map<string, number>();
  #cancel: (() => void) | null = null;

  constructor(
    after: (ms: number, task: () => void) => () => void,
    tell: (name: string, upTo: number) => void,
  ) {
    this.#after = after;
    this.#tell = tell;
  }

  /** The message `id` from `name` was shown. */
  shown(name: string, id: number): void {
    this.#shown.set(name, Math.max(id, this.#shown.get(name) ?? 0));
    if (this.#shown.size >= CONVERSATIONS_MAX) return this.flush();
    this.#cancel ??= this.#after(MARK_MS, () => this.flush());
  }

  /** Reports pending marks now. */
  flush(): void {
    const marks = [...this.#shown];
    this.forget();
    for (const [name, upTo] of marks) this.#tell(name, upTo);
  }

  /** The user logged out or changed. */
  forget(): void {
    this.#cancel?.();
    this.#cancel = null;
    this.#shown.clear();
  }
}

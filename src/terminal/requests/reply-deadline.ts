/** The deadline for outstanding replies when a client leaves. */

const REPLY_MS_MAX = 5000;

/** Expires when no reply came for five seconds; each reply restarts it. */
export class ReplyDeadline {
  readonly #ranOut: () => void;
  #timer: NodeJS.Timeout | undefined;

  constructor(ranOut: () => void) {
    this.#ranOut = ranOut;
  }

  /** The time in words, for people. */
  static readonly inWords = `${REPLY_MS_MAX / 1000} s`;

  restart(): void {
    clearTimeout(this.#timer);
    const timer = setTimeout(() => {
      // If a write to standard output blocked the process, replies may wait in the socket, which is read before an
      // immediate runs.
      setImmediate(() => {
        if (this.#timer === timer) this.#ranOut();
      });
    }, REPLY_MS_MAX);
    this.#timer = timer;
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}

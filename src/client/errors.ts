/** Errors of the client library; each says what the caller can do. */

/** The server understood the command and refused it. Trying again helps only if `reason` passes. */
export class CommandRefused extends Error {
  override readonly name = 'CommandRefused';
  readonly command: string;
  /** The reason's number in the protocol (docs/PROTOCOL.md); newer servers may send others. */
  readonly reason: number;
  /** The reason in words. It may be other people's text: make it safe before showing it. */
  readonly detail: string;
  /** Seconds until the reason passes by itself, as in slow mode; null if unknown. */
  readonly wait: number | null;

  constructor(command: string, reason: number, detail: string, wait: number | null = null) {
    super(`${command}: ${detail}`);
    this.command = command;
    this.reason = reason;
    this.detail = detail;
    this.wait = wait;
  }
}

/** The server could not parse the command: a bug of the client or the server. */
export class CommandMalformed extends Error {
  override readonly name = 'CommandMalformed';
}

/**
 * There is no connection (`sent` is false), or it ended before the reply (`sent` is true). In the second case the
 * command may have been executed, so sending a message again may send it twice.
 */
export class ConnectionLost extends Error {
  override readonly name = 'ConnectionLost';
  readonly sent: boolean;

  constructor(why: string, sent: boolean) {
    super(why);
    this.sent = sent;
  }
}

/** The server could not be reached, or is not a Chinwag server. */
export class ConnectFailed extends Error {
  override readonly name = 'ConnectFailed';
}

/** A name or text that the protocol does not allow; nothing was sent. */
export class InvalidArgument extends Error {
  override readonly name = 'InvalidArgument';
}

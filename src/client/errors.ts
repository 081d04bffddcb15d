/** What can go wrong for who uses the client library; each says what the caller can do. */

/** The server understood the command and refused it. Trying again helps only if `reason` passes. */
export class CommandRefused extends Error {
  override readonly name = 'CommandRefused';
  readonly command: string;
  /** A reason of the protocol's (docs/PROTOCOL.md); later servers may have more. */
  readonly reason: number;
  /** The reason in words; may be somebody else's text, so not to be shown as it is. */
  readonly detail: string;
  /** Seconds after which the reason passes by itself, in slow mode say; null: nobody knows. */
  readonly wait: number | null;

  constructor(command: string, reason: number, detail: string, wait: number | null = null) {
    super(`${command}: ${detail}`);
    this.command = command;
    this.reason = reason;
    this.detail = detail;
    this.wait = wait;
  }
}

/** The server could not make sense of the command: a bug of the client's or the server's. */
export class CommandMalformed extends Error {
  override readonly name = 'CommandMalformed';
}

/**
 * There is no connection, or it ended before the reply. In the latter case nobody knows whether the
 * command was executed (`sent` is true): sending again may send twice.
 */
export class ConnectionLost extends Error {
  override readonly name = 'ConnectionLost';
  readonly sent: boolean;

  constructor(why: string, sent: boolean) {
    super(why);
    this.sent = sent;
  }
}

/** The server could not be reached, or is not one of Chinwag's. */
export class ConnectFailed extends Error {
  override readonly name = 'ConnectFailed';
}

/** A name or text that the protocol has no room for; nothing was sent. */
export class InvalidArgument extends Error {
  override readonly name = 'InvalidArgument';
}

/** What a client has said so far of who it is, until it is welcomed. */

/** The longest argument of AUTHENTICATE; one that is as long is continued (IRCv3 SASL 3.1). */
export const SASL_CHUNK = 400;
/** Room for two names and the longest password, in base64. */
const SASL_BYTES_MAX = 4096;

export class Opening {
  /** The nick that it has asked for. */
  nick: string | null = null;
  /** Null: USER has not come. */
  user: string | null = null;
  realName = '';
  /** The argument of PASS. */
  pass: string | null = null;
  /** The version of CAP LS; 0: none came. */
  capVersion = 0;
  /** Capabilities are being negotiated: the welcome waits for CAP END. */
  negotiating = false;
  /** A login is under way. */
  busy = false;
  /** Null: no AUTHENTICATE is under way; else what has come of its data. */
  sasl: string | null = null;

  /** May the login begin, as far as the client has told who it is? */
  get complete(): boolean {
    return this.nick !== null && this.user !== null && !this.negotiating && !this.busy;
  }

  /** Adds a chunk of SASL data. @returns whether it is too much */
  addSasl(chunk: string): boolean {
    if (this.sasl === null) return false;
    this.sasl += chunk;
    return this.sasl.length > SASL_BYTES_MAX;
  }
}

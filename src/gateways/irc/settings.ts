/** Settings of the IRC gateway. */

import type { WebircSettings } from './webirc.ts';

export interface IrcSettings {
  /** The name of the server, which has a dot, as names of servers do in IRC. */
  readonly serverName: string;
  /** What people see the server called: the name of the network. */
  readonly networkName: string;
  /** Of Chinwag. */
  readonly version: string;
  /** The message of the day, by line; null: there is none. */
  readonly motd: readonly string[] | null;
  /** May people become operators by OPER? */
  readonly oper: boolean;
  /** Null: no gateway says who its clients are. */
  readonly webirc: WebircSettings | null;
  /** Does what SIGHUP does; null: nothing. */
  readonly reload: (() => void) | null;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** The way of gateways into the hub: they connect and ask here, and see nobody. */

import type { Answer } from './answer.ts';
import type { Asker, Origin } from './calls.ts';
import { ask, execute } from './execution.ts';
import type { Hub } from './hub.ts';
import type { Session } from './people/session.ts';
import type { Connection, Progress } from './ports.ts';
import type { Command, Request } from './request.ts';

const NOTHING: Uint8Array = new Uint8Array(0);

/** Of commands without arguments. */
export const NOTHING_GIVEN = {};

export class Entrance {
  /** The parameters of the command being executed: one at a time, so one for all. */
  readonly request: Request = {
    given: NOTHING_GIVEN,
    bytes: NOTHING,
    start: 0,
    end: 0,
  };
  readonly #hub: Hub;

  constructor(hub: Hub) {
    this.#hub = hub;
  }

  /** A client connected; the hub answers and tells it by `connection`. `token`: what came with it and proves a name. */
  connect(origin: Origin, connection: Connection, token: string | null): Seat {
    const { id, address, confidential } = origin;
    return new Seat(this.#hub, this.#hub.connect(id, address, confidential, connection, token));
  }

  /** See `ask` in execution.ts. */
  ask(
    asker: Asker,
    command: Command,
    request: Request,
    done: (answer: Answer) => void,
  ): () => void {
    return ask(this.#hub, asker, command, request, done);
  }
}

/** The place of one connection in the hub. */
export class Seat {
  readonly #hub: Hub;
  readonly #session: Session;

  constructor(hub: Hub, session: Session) {
    this.#hub = hub;
    this.#session = session;
  }

  /** Executes a command. Its answer carries `number`, and comes within this call or later: @returns which */
  execute(number: number, command: Command, request: Request): Progress {
    return execute(this.#hub, this.#session, number, command, request);
  }

  /** Do so many texts wait to be stored, of this one's share too, that nothing more shall be executed here yet? */
  get congested(): boolean {
    return this.#hub.texts.isCongested(this.#session);
  }

  /** Everything that was said to the connection has left for the client. */
  written(): void {
    this.#hub.written(this.#session);
  }

  /** The connection closed, or died: whoever was logged in there no longer is. */
  leave(why: string): void {
    this.#hub.disconnect(this.#session, why);
  }
}

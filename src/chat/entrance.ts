/** The gateways' entrance to the hub: they connect and send commands here, and cannot reach anyone's state. */

import type { CommandName } from '../protocol/contracts.ts';
import type { Asker, Origin } from './calls.ts';
import { ask, execute } from './execution.ts';
import type { Hub } from './hub.ts';
import type { Client } from './people/client.ts';
import type { Connection, Progress } from './ports.ts';
import type { Command, Done, Request } from './request.ts';

const NOTHING: Uint8Array = new Uint8Array(0);

/** The arguments of commands without arguments. */
export const NOTHING_GIVEN = {};

export class Entrance {
  /** The parameters of the command being executed: reused, as only one runs at a time. */
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

  /**
   * A client connected; the hub answers and tells it through `connection`. `token`: came with the connection and proves
   * a name.
   */
  connect(origin: Origin, connection: Connection, token: string | null): Seat {
    const { id, address, confidential } = origin;
    return new Seat(this.#hub, this.#hub.connect(id, address, confidential, connection, token));
  }

  /** See `ask` in execution.ts. */
  ask<Name extends CommandName>(
    asker: Asker,
    command: Command<Name>,
    request: Request<Name>,
    done: Done<Name>,
  ): () => void {
    return ask(this.#hub, asker, command, request, done);
  }
}

/** One connection's place in the hub. */
export class Seat {
  readonly #hub: Hub;
  readonly #client: Client;

  constructor(hub: Hub, client: Client) {
    this.#hub = hub;
    this.#client = client;
  }

  /** Executes a command. Its answer carries `number`, and comes within this call or later: @returns which */
  execute(number: number, command: Command, request: Request): Progress {
    return execute(this.#hub, this.#client, number, command, request);
  }

  /**
   * Is so much text waiting to be stored, some of it from this share, that nothing more should be executed here yet?
   */
  get congested(): boolean {
    return this.#hub.texts.isCongested(this.#client);
  }

  /** Everything queued for the connection has been written. */
  written(): void {
    this.#hub.written(this.#client);
  }

  /** The connection closed, or died: the person is logged out here; `words` are told to others. */
  leave(why: string, words: string | null): void {
    this.#hub.disconnect(this.#client, why, words);
  }
}

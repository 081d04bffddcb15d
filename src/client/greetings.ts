/** What a client says with `hello`: a server of before may not know all of it, and is asked again in the words of before. */
import type { Arguments } from '../protocol/contracts.ts';
import type { SessionWorld } from './session-world.ts';

/** The protocol has no room for more of what a client says that it is; in UTF-16 code units. */
const CLIENT_LENGTH_MAX = 80;

type Greeting = Arguments<'hello'>;

/** In the order in which they are tried. */
export function greetings({ client: whole, events }: SessionWorld): [Greeting, ...Greeting[]] {
  const client = whole.slice(0, CLIENT_LENGTH_MAX);
  const alive = { client, alive: true } as const;
  return events === undefined ? [alive, { client }] : [{ ...alive, events }, alive, { client }];
}

/** The forms of `hello`: an older server may reject a newer form, so older ones are tried after it. */
import type { Arguments } from '../protocol/contracts.ts';
import type { Vocabulary } from '../protocol/vocabulary.ts';
import type { SessionWorld } from './session-world.ts';

/** The protocol's limit for a client's description of itself, in UTF-16 code units. */
const CLIENT_LENGTH_MAX = 80;

type Greeting = Arguments<'hello'>;

/** The greetings of a client, in the order in which they are tried. */
export function greetings(
  { client: whole, events }: SessionWorld,
  { capabilities }: Vocabulary,
): [Greeting, ...Greeting[]] {
  const client = whole.slice(0, CLIENT_LENGTH_MAX);
  const alive = { client, alive: true } as const;
  // All are named too: a server takes silence for what there was before clients could name any.
  return [{ ...alive, events: events ?? [...capabilities] }, alive, { client }];
}

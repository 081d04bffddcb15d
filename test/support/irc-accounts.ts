/** Registered people for tests of IRC. */
import { IrcClient } from './irc-client.ts';
import { LineClient } from './line-client.ts';

/** Of everybody. */
export const SECRET = 'correct-horse';

let people = 0;

/** A name that nobody else has. */
export function fresh(name: string): string {
  return `${name}${++people}`;
}

/** Registers a fresh name that begins with `name`. */
export async function registered(port: number, name: string): Promise<string> {
  const whole = fresh(name);
  using client = await LineClient.connect(port);
  client.say(`register ${whole} ${SECRET}`);
  const answer = await client.next();
  if (answer !== 'Success') throw new Error(`register ${whole}: ${answer}`);
  return whole;
}

/** `name` over IRC, with `capabilities`, who has heard the welcome and the rooms. */
export async function ircAccount(
  port: number,
  name: string,
  ...capabilities: string[]
): Promise<IrcClient> {
  const client = await IrcClient.account(port, name, SECRET, ...capabilities);
  await client.until(/ MODE \S+ \+i$/);
  return client;
}

/** Who `nick` is over IRC, if it has said so itself. */
export function sourceOf(nick: string): string {
  return `${nick}!~${nick.slice(0, 9)}@${nick}.chinwag`;
}

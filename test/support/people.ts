/** Registered people for tests. */
import assert from 'node:assert/strict';
import type { WayOptions } from './channels.ts';
import { ExtendedClient, NATIVE, type Way } from './extended-client.ts';

/** Options of a server that make passwords as cheap as argon2id gets. */
export const QUICK_PASSWORDS = ['--password-memory', '8KiB', '--password-passes', '1'] as const;

export const PASSWORD = 'correct horse';

let names = 0;

/** A name that is new in this process, and can be registered. */
export function newName(): string {
  return `person${++names}`;
}

/** A client after `hello`, logged in as a registered person. */
export interface Person extends Disposable {
  readonly name: string;
  readonly client: ExtendedClient;
  /** Of the device that it registered with. */
  readonly token: string;
  readonly device: number;
}

function person(client: ExtendedClient, name: string, token: string, device: number): Person {
  return { name, client, token, device, [Symbol.dispose]: () => client[Symbol.dispose]() };
}

/** Registers a new name, on a device of its own. */
export async function register(port: number, way: Way = NATIVE, name = newName()): Promise<Person> {
  const client = await ExtendedClient.hello(port, way);
  const reply = await client.ask('register', { name, password: PASSWORD, device: 'first' });
  assert.equal(reply.result, 'ok', `${reply.why}`);
  await client.event('unread');
  return person(client, name, reply.token as string, reply.device as number);
}

/** Logs `name` in on one more device. */
export async function addDevice(
  port: number,
  name: string,
  label: string,
  way: Way = NATIVE,
): Promise<Person> {
  const client = await ExtendedClient.hello(port, way);
  const reply = await client.ask('login', { name, password: PASSWORD, device: label });
  assert.equal(reply.result, 'ok', `${reply.why}`);
  await client.event('unread');
  return person(client, name, reply.token as string, reply.device as number);
}

/** Logs a device in again with its token; its missed messages are still to be heard. */
export async function comeBack(
  port: number,
  { name, token, device }: Person,
  way: Way = NATIVE,
  options?: WayOptions,
): Promise<Person> {
  const client = await ExtendedClient.hello(port, way, options);
  const reply = await client.ask('login', { name, token });
  assert.equal(reply.result, 'ok', `${reply.why}`);
  assert.equal(reply.device, device);
  assert.equal(reply.token, undefined);
  return person(client, name, token, device);
}

/** WEBIRC at the real program: who is believed, and what counts then. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { after, before, test } from 'node:test';
import { IrcClient } from './support/irc-client.ts';
import { PROXY_ADDRESS, trusting } from './support/proxy.ts';
import { ServerProcess } from './support/server-process.ts';

const CLIENT = '198.51.100.7';

let server: ServerProcess;
before(async () => {
  const options = [...trusting('x-forwarded-for'), '--webirc-password', 'gate'];
  server = await ServerProcess.start(...options, '--max-connections-per-address', '2');
});
after(() => server[Symbol.asyncDispose]());

/** From the address of the gateway, or another. */
async function from(localAddress = PROXY_ADDRESS): Promise<IrcClient> {
  const socket = connect({ port: server.port, host: '127.0.0.1', localAddress, noDelay: true });
  await once(socket, 'connect');
  return new IrcClient(socket);
}

/** What `nick`, who has said `opening`, is told of its address. */
async function addressOf(client: IrcClient, nick: string, opening: string): Promise<string> {
  client.say(opening, `NICK ${nick}`, `USER ${nick} 0 * :${nick}`);
  await client.until(/ MODE \S+ \+i$/);
  const [line = ''] = (await client.says(`WHOIS ${nick}`)).filter((one) => one.includes(' 378 '));
  return line.split(' ').at(-1) ?? '';
}

test('a gateway that is trusted and knows the password says where its clients are', async () => {
  using ann = await from();
  assert.equal(await addressOf(ann, 'ann', `WEBIRC gate kiwi host ${CLIENT} :secure`), CLIENT);
  // By TLS, as the gateway says, so a password may travel.
  ann.say('CAP LS');
  assert.match((await ann.until(/ CAP \S+ LS /)).at(-1) ?? '', /\bsasl\b/);
  using ben = await from();
  assert.equal(await addressOf(ben, 'ben', `webirc gate kiwi host 0::5`), '::5');
  ben.say('CAP LS');
  assert.doesNotMatch((await ben.until(/ CAP \S+ LS /)).at(-1) ?? '', /\bsasl\b/);
});

test('its clients count by their own addresses', async () => {
  const opening = `WEBIRC gate kiwi host ${CLIENT}`;
  using one = await from();
  using two = await from();
  using three = await from();
  for (const client of [one, two]) client.say(opening, 'PING x');
  for (const client of [one, two]) await client.until(/ PONG /);
  three.say(opening, 'PING x');
  await three.until(/^ERROR .*too many connections/);
});

test('others are not believed, and wrong ones are told', async () => {
  using other = await from('127.0.0.8');
  other.say(`WEBIRC gate kiwi host ${CLIENT}`);
  assert.match((await other.until(/ 451 /)).at(-1) ?? '', / 451 \S+ WEBIRC :/);
  const wrong = {
    [`WEBIRC gates kiwi host ${CLIENT}`]: 'the password is wrong',
    WEBIRC: 'the password is wrong',
    'WEBIRC gate kiwi host nowhere': 'there is no address',
    [`WEBIRC gate ${'x'.repeat(600)}`]: 'the line was too long',
  };
  for (const [line, why] of Object.entries(wrong)) {
    using client = await from();
    client.say(line.includes(' ') ? line : `${line} x`);
    await client.until(new RegExp(`^ERROR :Closing link: WEBIRC: ${why}$`));
  }
  using silent = await from();
  silent.say('NICK sil', 'USER sil 0 * :sil');
  await silent.until(/ MODE \S+ \+i$/);
});

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { endianness } from 'node:os';
import { describe, test } from 'node:test';
import { keyOf, readSocket, unacknowledgedRepeats } from './system-sockets.ts';

const localPort = 0xb445;
const littleEndian = { skip: endianness() === 'LE' ? false : 'the lines are of another machine' };

function repeatsIn(...lines: string[]) {
  const repeats = new Map<string, number>();
  for (const line of lines) readSocket(line, repeats);
  return repeats;
}

describe('a socket of /proc/net/tcp', littleEndian, () => {
  const header =
    '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode';
  const fine =
    '   1: 01024D0A:B445 02024D0A:BADC 01 00000000:00000000 02:000010AA 00000000     0        0 511842 2 000000002206ac44 20 4 29 12 -1 ';
  const gone =
    '   2: 01014D0A:B445 02014D0A:D524 01 00000010:00000000 01:000000CF 0000000B     0        0 511815 3 00000000f7e8110d 326 4 31 1 -1 ';

  test('is identified by its ends, with its retransmissions', () => {
    const repeats = repeatsIn(header, fine, gone, '', 'nonsense');
    const key = keyOf(localPort, { remoteAddress: '10.77.1.2', remotePort: 0xd524 });
    assert.deepEqual([...repeats], [[key, 11]]);
    const fresh = gone.replace('0000000B', '00000000');
    assert.deepEqual([...repeatsIn(fresh)], [[key, 0]]);
  });

  test('may have probed a closed window in vain', () => {
    const probing = gone
      .replace('01:000000CF 0000000B', '04:000000CF 00000000')
      .replace('0        0', '0        7');
    assert.deepEqual([...repeatsIn(probing).values()], [7]);
  });

  test('may be one of IPv6, with an IPv4 address in it, or the ten thousandth', () => {
    const tail = '01 00000010:00000000 01:000000CF 00000003     0        0 1 3 0 326 4 31 1 -1';
    const mapped = '0000000000000000FFFF000002014D0A:D524';
    const other = 'B80D0120000000000000000001000000:0001';
    const repeats = repeatsIn(
      `   0: 00000000000000000000000000000000:B445 ${mapped} ${tail}`,
      `12345: 00000000000000000000000000000000:B445 ${other} ${tail}`,
    );
    const keys = [
      keyOf(localPort, { remoteAddress: '::ffff:10.77.1.2', remotePort: 0xd524 }),
      keyOf(localPort, { remoteAddress: '2001:db8::1', remotePort: 1 }),
    ];
    assert.deepEqual([...repeats.keys()], keys);
  });
});

test('the file lists the sockets of this process, where the system has one', async (t) => {
  const server = createServer().listen(0, '127.0.0.1');
  const accepted = once(server, 'connection');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  const client = connect(port, '127.0.0.1');
  const [socket] = (await accepted) as [Socket];
  try {
    const repeats = await unacknowledgedRepeats();
    if (repeats === null) return t.skip('it has none');
    assert.equal(repeats.get(keyOf(port, socket) ?? ''), undefined, 'nothing is unacknowledged');
  } finally {
    client.destroy();
    socket.destroy();
    server.close();
  }
});

/** HTTP over TLS, as a browser uses it. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { get } from 'node:https';
import { test } from 'node:test';
import { Folder, startSelfSigned } from './support/tls.ts';

async function fetched(port: number, path: string) {
  const request = get({
    ...{ host: '127.0.0.1', port, path, agent: false },
    ...{ rejectUnauthorized: false, ALPNProtocols: ['h2', 'http/1.1'] },
  });
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  let body = '';
  for await (const chunk of response.setEncoding('utf8')) body += chunk;
  return { status: response.statusCode, body };
}

test('the page and the health check are there over https, and name the ways that are safe', async () => {
  using folder = new Folder();
  await using server = await startSelfSigned(folder);
  assert.deepEqual(await fetched(server.port, '/healthz'), {
    status: 200,
    body: '{"status":"ok"}\n',
  });
  const { status, body } = await fetched(server.port, '/about');
  assert.equal(status, 200);
  assert.match(body, new RegExp(`npx chinwag connect --tls localhost ${server.port}<`));
  assert.match(body, new RegExp(`openssl s_client -quiet -connect localhost:${server.port}<`));
  assert.match(body, new RegExp(`wss://localhost:${server.port}/ws<`));
  assert.doesNotMatch(body, /telnet/);
  assert.equal((await fetched(server.port, '/nothing')).status, 404);
});

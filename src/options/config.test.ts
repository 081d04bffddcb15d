/** The configuration from the environment, whether the variables were meant for the server or not. */
import assert from 'node:assert/strict';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { readServerConfig } from './config.ts';

describe('variables that Kubernetes sets for a Service', () => {
  /** As for Services called `chinwag` and `chinwag-web`. */
  const links = {
    CHINWAG_SERVICE_HOST: '10.0.0.1',
    CHINWAG_SERVICE_PORT: '4900',
    CHINWAG_SERVICE_PORT_CHAT: '4900',
    CHINWAG_PORT: 'tcp://10.0.0.1:4900',
    CHINWAG_PORT_4900_TCP: 'tcp://10.0.0.1:4900',
    CHINWAG_PORT_4900_TCP_PROTO: 'tcp',
    CHINWAG_PORT_4900_TCP_PORT: '4900',
    CHINWAG_PORT_4900_TCP_ADDR: '10.0.0.1',
    CHINWAG_WEB_SERVICE_HOST: '10.0.0.2',
    CHINWAG_WEB_PORT: 'tcp://10.0.0.2:80',
    CHINWAG_WEB_PORT_80_TCP_ADDR: '10.0.0.2',
  };

  test('are ignored, and reported', () => {
    const config = readServerConfig([], links);
    assert.equal(config.net.port, 4900);
    assert.deepEqual(config.ignoredVariables, Object.keys(links));
    assert.equal(readServerConfig(['--port', '7'], links).net.port, 7);
  });

  test('hide no variable of ours, nor an invalid one', () => {
    const { net, ignoredVariables } = readServerConfig([], { CHINWAG_PORT: '4901' });
    assert.deepEqual([net.port, ignoredVariables], [4901, []]);
    assert.throws(() => readServerConfig([], { CHINWAG_PORT: '10.0.0.1' }), /CHINWAG_PORT: /);
    assert.throws(
      () => readServerConfig([], { CHINWAG_WEB_PORT: '80' }),
      /CHINWAG_WEB_PORT is not/,
    );
    assert.throws(() => readServerConfig([], { CHINWAG_PROT: '80' }), /CHINWAG_PROT is not/);
  });
});

test('a flag overrides an invalid variable', () => {
  const environment = { CHINWAG_PORT: 'tcp:nonsense', CHINWAG_LIST: 'nobody' };
  assert.throws(
    () => readServerConfig(['--port', '7'], environment),
    /^Error: CHINWAG_LIST: [^\n]*$/,
  );
  assert.equal(readServerConfig(['--port', '7', '--list', 'off'], environment).net.port, 7);
});

test('relative folders are ignored, and an empty HOME counts as unset', () => {
  const home = userInfo().homedir;
  for (const environment of [
    {},
    { HOME: '' },
    { HOME: 'here' },
    { HOME: '', XDG_DATA_HOME: 'share' },
  ]) {
    const { dataFolder } = readServerConfig([], environment);
    assert.equal(dataFolder, join(home, '.local', 'share', 'chinwag'));
  }
  assert.equal(readServerConfig([], { HOME: '/h' }).dataFolder, '/h/.local/share/chinwag');
  assert.equal(readServerConfig([], { XDG_DATA_HOME: '/x' }).dataFolder, '/x/chinwag');
});

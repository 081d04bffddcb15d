/** What a device is called. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deviceName } from './device.ts';

test('a device is called by its browser and system', () => {
  const chrome = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36';
  assert.equal(deviceName(chrome), 'Chrome, Linux');
  const safari = 'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Version/19.0 Safari/605';
  assert.equal(deviceName(safari), 'Safari, iOS');
  assert.equal(deviceName('something else'), 'Browser');
});

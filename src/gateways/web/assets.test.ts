/** The files of the web client: caching and encodings. */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { Assets } from './assets.ts';

const folder = mkdtempSync(join(tmpdir(), 'chinwag-assets-'));
after(() => rmSync(folder, { recursive: true }));

let assets: Assets;
before(() => {
  mkdirSync(join(folder, 'assets'));
  for (const file of [
    'index.html',
    'index.html.br',
    'index.html.gz',
    'service-worker.js',
    'manifest.webmanifest',
    'icon.svg',
    'icon-192.png',
    'assets/index-a1b2c3.js',
    'assets/notes.txt',
  ]) {
    writeFileSync(join(folder, file), file);
  }
  assets = Assets.read(folder);
});

function header(path: string, name: string): string | undefined {
  return assets.answer(path, {})?.headers[name];
}

describe('what has its content in its name', () => {
  test('is kept for good', () => {
    const path = '/assets/index-a1b2c3.js';
    assert.equal(header(path, 'Cache-Control'), 'public, max-age=31536000, immutable');
    assert.equal(header(path, 'Content-Type'), 'text/javascript; charset=utf-8');
  });
});

describe('what keeps its name is asked for anew, and sent only if it changed', () => {
  const types = {
    '/': 'text/html; charset=utf-8',
    '/service-worker.js': 'text/javascript; charset=utf-8',
    '/manifest.webmanifest': 'application/manifest+json',
    '/icon.svg': 'image/svg+xml',
    '/icon-192.png': 'image/png',
  };
  for (const [path, type] of Object.entries(types)) {
    test(path, () => {
      assert.equal(header(path, 'Cache-Control'), 'no-cache');
      assert.equal(header(path, 'Content-Type'), type);
      const again = assets.answer(path, { 'if-none-match': header(path, 'ETag') });
      assert.deepEqual([again?.status, again?.body], [304, '']);
      assert.equal(assets.answer(path, { 'if-none-match': '"other"' })?.status, 200);
    });
  }
});

test('what is compressed comes so to those who take it', () => {
  const cases = {
    '': 'index.html',
    br: 'index.html.br',
    'gzip, br': 'index.html.br',
    'gzip;q=0.5': 'index.html.gz',
    'br;q=0, gzip': 'index.html.gz',
    'br;q=0.0': 'index.html',
  };
  for (const [accepted, body] of Object.entries(cases)) {
    const answer = assets.answer('/', { 'accept-encoding': accepted });
    assert.equal(String(answer?.body), body, accepted);
    assert.equal(answer?.headers.Vary, 'Accept-Encoding');
  }
});

test('nothing else is there', () => {
  for (const path of ['/index.html', '/index.html.br', '/assets/notes.txt', '/assets', '/../']) {
    assert.equal(assets.has(path), false, path);
    assert.equal(assets.answer(path, {}), null, path);
  }
});

test('where nothing was built, there is nothing', () => {
  assert.equal(Assets.read(join(folder, 'none')).has('/'), false);
});

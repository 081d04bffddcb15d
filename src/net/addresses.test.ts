import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AddressLimits, addressGroup, isLoopback } from '../chat/limits/addresses.ts';
import { plainAddress } from './addresses.ts';
import { Admission } from './admission.ts';
import { TrustedProxies } from './trusted-proxies.ts';

test('an IPv4-mapped IPv6 address is the IPv4 address', () => {
  assert.equal(plainAddress('::ffff:192.0.2.1'), '192.0.2.1');
  assert.equal(plainAddress('::FFFF:192.0.2.1'), '192.0.2.1');
  assert.equal(plainAddress('0:0:0:0:0:ffff:c000:201'), '192.0.2.1');
  assert.equal(plainAddress('192.0.2.1'), '192.0.2.1');
  assert.equal(plainAddress('fe80::1%eth0'), 'fe80::1%eth0');
  assert.equal(plainAddress('2001:db8::1'), '2001:db8::1');
  assert.equal(plainAddress('2001:0DB8:0:0::1'), '2001:db8::1');
  assert.equal(plainAddress('0:0:0:0:0:0:0:1'), '::1');
});

test('loopback is all of 127.0.0.0/8, and ::1', () => {
  for (const address of ['127.0.0.1', '127.9.9.9', '::1']) assert.equal(isLoopback(address), true);
  for (const address of ['128.0.0.1', '::', '2001:db8::1', '10.127.0.1']) {
    assert.equal(isLoopback(address), false);
  }
});

test('IPv4 addresses count alone, IPv6 addresses by their /64, however they are written', () => {
  assert.equal(addressGroup('192.0.2.1'), '192.0.2.1');
  const same = [
    '2001:db8:1:2::1',
    '2001:db8:1:2:ffff::',
    '2001:0db8:0001:0002:3:4:5:6',
    '2001:DB8:1:2::',
  ];
  for (const address of same) assert.equal(addressGroup(address), '2001:db8:1:2::/64');
  assert.equal(addressGroup('2001:db8::1'), '2001:db8:0:0::/64');
  assert.equal(addressGroup('fe80::1%eth0'), 'fe80:0:0:0::/64');
  assert.equal(addressGroup('::1'), '0:0:0:0::/64');
  assert.notEqual(addressGroup('2001:db8:1:3::1'), '2001:db8:1:2::/64');
});

test('this machine and proxies are exempt from limits per address, unless configured otherwise', () => {
  const isProxy = (address: string) => address === '192.0.2.9';
  const usual = new AddressLimits(false, isProxy);
  assert.equal(usual.groupOf('192.0.2.1'), '192.0.2.1');
  assert.equal(usual.groupOf('2001:db8::1'), '2001:db8:0:0::/64');
  for (const exempt of ['127.0.0.1', '::1', '192.0.2.9']) assert.equal(usual.groupOf(exempt), null);
  const strict = new AddressLimits(true, isProxy);
  assert.equal(strict.groupOf('127.0.0.1'), '127.0.0.1');
  assert.equal(strict.groupOf('192.0.2.9'), null);
});

test('connections are counted on and off per group', () => {
  const proxies = new TrustedProxies(['198.51.100.0/24', '2001:db8:ffff::1']);
  const admission = new Admission(
    2,
    new AddressLimits(false, (address) => proxies.trusts(address)),
  );
  assert.equal(admission.enter('2001:db8::1'), 0);
  assert.equal(admission.enter('2001:db8::2'), 0);
  assert.equal(admission.enter('2001:db8::3'), 11);
  assert.equal(admission.enter('2001:db8:0:1::3'), 0);
  admission.leave('2001:db8::1');
  assert.equal(admission.enter('2001:db8::3'), 0);
  for (const exempt of ['127.0.0.1', '198.51.100.9', '2001:db8:ffff::1']) {
    for (let i = 0; i < 10; i++) assert.equal(admission.enter(exempt), 0);
  }
});

/** The available memory, from the files of the system; and the limits that fit it. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { readServerConfig } from '../options/config.ts';
import { heapFlags } from './heap.ts';
import { memoryFound } from './memory.ts';

const MIB = 1024 * 1024;
const MACHINE = 8192 * MIB;

function found(files: Record<string, string>) {
  const { bytes, of } = memoryFound((file) => files[file] ?? null, MACHINE);
  return [bytes / MIB, of];
}

describe('the available memory', () => {
  test('is that of the machine where no group limits it', () => {
    assert.deepEqual(found({}), [8192, 'the machine']);
    const unlimited = { '/proc/self/cgroup': '0::/\n', '/sys/fs/cgroup/memory.max': 'max\n' };
    assert.deepEqual(found(unlimited), [8192, 'the machine']);
  });

  test('is that of a container, which sees its group as the root', () => {
    const files = {
      '/proc/self/cgroup': '0::/\n',
      '/sys/fs/cgroup/memory.max': `${128 * MIB}\n`,
      '/sys/fs/cgroup/memory.high': 'max\n',
    };
    assert.deepEqual(found(files), [128, 'the control group']);
  });

  test('is the lowest limit of all groups around, throttling included', () => {
    const group = '/sys/fs/cgroup/pods.slice/pod.slice/one.scope';
    const files: Record<string, string> = {
      '/proc/self/cgroup': '0::/pods.slice/pod.slice/one.scope\n',
      [`${group}/memory.max`]: 'max\n',
      '/sys/fs/cgroup/pods.slice/pod.slice/memory.max': `${512 * MIB}\n`,
      '/sys/fs/cgroup/pods.slice/memory.max': `${2048 * MIB}\n`,
    };
    assert.deepEqual(found(files), [512, 'the control group']);
    files[`${group}/memory.high`] = `${256 * MIB}\n`;
    assert.deepEqual(found(files), [256, 'the control group']);
  });

  test('is the limit of version 1, also of groups around, and in a container', () => {
    const groups = '9:name=systemd:/\n4:cpu,memory:/outer/inner\n0::/\n';
    const statistics = `cache 0\nhierarchical_memory_limit ${192 * MIB}\ntotal_cache 1\n`;
    const nested = {
      '/proc/self/cgroup': groups,
      '/sys/fs/cgroup/memory/outer/inner/memory.stat': statistics,
    };
    assert.deepEqual(found(nested), [192, 'the control group']);
    const container = {
      '/proc/self/cgroup': groups,
      '/sys/fs/cgroup/memory/memory.stat': statistics,
    };
    assert.deepEqual(found(container), [192, 'the control group']);
    const none = { '/proc/self/cgroup': groups, '/sys/fs/cgroup/memory/memory.stat': 'nonsense' };
    assert.deepEqual(found(none), [8192, 'the machine']);
  });

  test('is at most that of the machine, whatever the limit of a group', () => {
    const files = {
      '/proc/self/cgroup': '0::/\n',
      '/sys/fs/cgroup/memory.max': `${4 * MACHINE}\n`,
    };
    assert.deepEqual(found(files), [8192, 'the machine']);
  });
});

describe('the limits', () => {
  const config = (mib: number, ...args: string[]) =>
    readServerConfig(args, { HOME: '/home/x' }, { bytes: mib * MIB, of: 'the control group' });

  test('are the defaults where there is plenty', () => {
    const { 'max-queued-total': queued, 'max-connections': connections } =
      config(8192).memory.limits;
    assert.deepEqual([queued, connections], [256 * MIB, 16_384]);
  });

  test('fit in, together with the passwords that are looked at, from 128 MiB on', () => {
    for (let mib = 128; mib <= 2048; mib += 16) {
      for (const tls of [[], ['--tls', 'self-signed']]) {
        const { memory, net, hub, passwords, store } = config(mib, ...tls);
        const perConnection = tls.length > 0 ? 64 * 1024 : 8 * 1024;
        const all =
          net.queuedBytesTotalMax +
          net.unfinishedBytesTotalMax +
          hub.pendingBytesMax +
          (store.cacheBytes ?? 0) +
          net.connectionsMax * perConnection +
          passwords.atOnce * passwords.memoryKiB * 1024;
        assert.ok(all <= (mib - 64) * MIB, `${all / MIB} MiB of ${mib}`);
        assert.equal(memory.limits['max-queued-total'], net.queuedBytesTotalMax);
      }
    }
  });

  test('that are given hold, whatever there is', () => {
    const { net } = config(128, '--max-queued-total', '1GiB', '--max-connections', '9000');
    assert.deepEqual([net.queuedBytesTotalMax, net.connectionsMax], [1024 * MIB, 9000]);
  });

  test('follow --memory where it is given', () => {
    const told = config(8192, '--memory', '128MiB').memory;
    assert.deepEqual(told.found, { bytes: 128 * MIB, of: '--memory' });
    assert.deepEqual(told.limits, config(128).memory.limits);
  });
});

describe('the bounds of the heap', () => {
  test('fit a small memory, and are left alone in a large one, or where somebody set them', () => {
    const flags = (mib: number, argv: string[] = [], environment = {}) =>
      heapFlags({ bytes: mib * MIB }, argv, environment);
    assert.deepEqual(flags(128), ['--max-semi-space-size=1', '--max-old-space-size=44']);
    assert.deepEqual(flags(600), ['--max-semi-space-size=4', '--max-old-space-size=210']);
    assert.deepEqual(flags(1024), []);
    assert.deepEqual(flags(128, ['--max-semi-space-size=1']), []);
    assert.deepEqual(flags(128, [], { NODE_OPTIONS: '--max_old_space_size=99' }), []);
  });
});

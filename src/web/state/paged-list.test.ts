/** Lists in pages, against a server that changes meanwhile. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { CommandRefused } from '../../client/browser.ts';
import { Reason } from '../../protocol/frames.ts';
import { PagedList, RENEWED_ITEMS_MAX } from './paged-list.ts';

const PAGE = 100;

/** Names in their order, as a server has them; each page comes when `answer` is called, or at once. */
class Names {
  all: string[];
  asked: (string | null)[] = [];
  held: (() => void)[] | null = null;

  constructor(count: number) {
    this.all = Array.from({ length: count }, (_, at) => nameAt(at));
  }

  readonly ask = async (after: string | null) => {
    this.asked.push(after);
    const left = this.all.filter((name) => after === null || name > after);
    const page = { items: left.slice(0, PAGE), more: left.length > PAGE };
    if (this.held !== null) await new Promise<void>((resolve) => this.held?.push(resolve));
    return page;
  };

  list(): PagedList<string> {
    return new PagedList((name) => name, this.ask);
  }
}

function nameAt(at: number): string {
  return `p${String(at).padStart(5, '0')}`;
}

async function grown(list: PagedList<string>, count: number): Promise<void> {
  await list.load();
  while ((list.items.value?.length ?? 0) < count) await list.next();
}

describe('a list in pages', () => {
  test('grows to its end, each thing once', async () => {
    const names = new Names(250);
    const list = names.list();
    assert.equal(list.items.value, null);
    await grown(list, 250);
    assert.deepEqual(list.items.value, names.all);
    assert.equal(list.more.value, false);
    await list.next();
    assert.equal(names.asked.length, 3);
  });

  test('asks for one page at a time', async () => {
    const names = new Names(250);
    const list = names.list();
    await list.load();
    await Promise.all([list.next(), list.next()]);
    assert.equal(list.items.value?.length, 200);
  });

  test('shows the answer to the last question, in whatever order they come', async () => {
    const early = new Names(3);
    early.held = [];
    const late = new Names(1);
    const list = early.list();
    const first = list.load();
    await list.load(late.ask);
    for (const answer of early.held) answer();
    await first;
    assert.deepEqual(list.items.value, late.all);
    assert.equal(list.busy.value, false);
  });

  test('is renewed where somebody has gone, and somebody has come', async () => {
    const names = new Names(400);
    const list = names.list();
    await grown(list, 200);
    names.all = names.all
      .filter((name) => name !== nameAt(7))
      .concat('a')
      .sort();
    await list.renew();
    assert.deepEqual(list.items.value, names.all.slice(0, 200));
    assert.ok(list.more.value);
  });

  test('stays as it is far below what is renewed', async () => {
    const names = new Names(1000);
    const list = names.list();
    await grown(list, 900);
    names.all = names.all.filter((name) => name !== nameAt(3) && name !== nameAt(800));
    names.asked = [];
    await list.renew();
    assert.equal(names.asked.length, RENEWED_ITEMS_MAX / PAGE);
    assert.ok(!list.items.value?.includes(nameAt(3)));
    assert.ok(list.items.value?.includes(nameAt(800)));
    assert.equal(new Set(list.items.value).size, list.items.value?.length);
    await list.renewAt(nameAt(800));
    assert.deepEqual(list.items.value, names.all.slice(0, list.items.value?.length));
  });

  test('that became short is short', async () => {
    const names = new Names(300);
    const list = names.list();
    await grown(list, 300);
    names.all = names.all.slice(0, 2);
    await list.renew();
    assert.deepEqual(list.items.value, names.all);
    names.all = [];
    await list.renew();
    assert.deepEqual(list.items.value, []);
  });

  test('keeps what it has where it cannot be asked for, and says why', async () => {
    const names = new Names(2);
    const list = names.list();
    await list.load();
    await list.load(async () => {
      throw new CommandRefused('who', Reason.notMember, '');
    });
    assert.deepEqual(list.items.value, names.all);
    assert.match(list.problem.value ?? '', /./);
    await list.load(names.ask);
    assert.equal(list.problem.value, null);
  });
});

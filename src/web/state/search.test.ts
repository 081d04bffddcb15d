import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { CommandRefused, type MessagePage, type PastMessage } from '../../client/browser.ts';
import { Reason } from '../../protocol/frames.ts';
import { problemTexts } from '../translations/problem-texts.ts';
import { t } from '../translations/texts.ts';
import { Search } from './search.ts';

interface Question {
  readonly asked: object;
  readonly answer: (ids: readonly number[], more: boolean) => void;
  readonly refuse: (reason: Reason) => void;
}

/** A server that answers when it is told to. */
function server() {
  const questions: Question[] = [];
  const search = (query: string, page: object) =>
    new Promise<MessagePage>((resolve, reject) => {
      questions.push({
        asked: { query, ...page },
        answer: (ids, more) =>
          resolve({ messages: ids.map((id) => ({ id }) as PastMessage), more }),
        refuse: (reason) => reject(new CommandRefused('search', reason, 'no')),
      });
    });
  return { questions, search: new Search({ search }, 60) };
}

const ids = ({ findings }: Search) => findings.value?.messages.map(({ id }) => id) ?? null;
/** Until what was answered is heard. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('a search', () => {
  test('has the newest first, and goes on with older ones', async () => {
    const { questions, search } = server();
    void search.find(' lunch "at one" ');
    assert.ok(search.busy.value);
    questions[0]?.answer([7, 9], true);
    await settled();
    assert.deepEqual(ids(search), [9, 7]);
    assert.deepEqual(search.findings.value?.phrases, ['lunch', 'at one']);
    void search.older();
    void search.older();
    questions[1]?.answer([2], false);
    await settled();
    assert.deepEqual(ids(search), [9, 7, 2]);
    await search.older();
    assert.deepEqual(
      questions.map(({ asked }) => asked),
      [
        { query: 'lunch "at one"', zone: 60 },
        { query: 'lunch "at one"', zone: 60, beneath: 7 },
      ],
    );
  });

  test('answers the last question, whatever comes late', async () => {
    const { questions, search } = server();
    void search.find('one');
    void search.find('two');
    questions[1]?.answer([2], false);
    questions[0]?.answer([1], false);
    await settled();
    assert.deepEqual(ids(search), [2]);
    void search.older();
    void search.find('');
    await settled();
    assert.deepEqual(ids(search), null);
    assert.equal(questions.length, 2);
  });

  test('says what is wrong, and keeps what it has', async () => {
    const { questions, search } = server();
    void search.find('from:');
    questions[0]?.refuse(Reason.badSearch);
    await settled();
    assert.equal(search.problem.value, t(problemTexts.badSearch));
    assert.ok(!search.busy.value);
    void search.find('one');
    assert.equal(search.problem.value, null);
    questions[1]?.answer([1], true);
    await settled();
    void search.older();
    questions[2]?.refuse(Reason.busy);
    await settled();
    assert.deepEqual(ids(search), [1]);
    assert.equal(search.problem.value, t(problemTexts.busy));
    void search.older();
    questions[3]?.answer([], false);
    await settled();
    assert.deepEqual(ids(search), [1]);
    assert.equal(search.findings.value?.more, false);
  });
});

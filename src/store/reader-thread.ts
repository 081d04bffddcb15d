/** The thread that reads conversations from chinwag.db. */
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { parentPort, workerData } from 'node:worker_threads';
import type { Answer, Ask, Query } from './archive-messages.ts';
import { ConversationQueries } from './conversation-queries.ts';
import { connectReading, DATABASE_FILE } from './database.ts';
import { faultOf } from './store-error.ts';

const { folder } = workerData as { readonly folder: string };

let database: DatabaseSync | null = null;
let queries: ConversationQueries | null = null;

function answer(query: Query): Answer['result'] {
  if (database === null || queries === null) {
    database = connectReading(join(folder, DATABASE_FILE));
    queries = new ConversationQueries(database);
  }
  // All of a page at one moment.
  database.exec('BEGIN');
  try {
    switch (query.of) {
      case 'history':
        return queries.history(query.account, query.peer, query.range);
      case 'missed':
        return queries.missed(query.account, query.after, query.limit);
      case 'unread':
        return queries.unread(query.account);
      case 'search':
        throw new Error('search has a thread of its own');
    }
  } finally {
    database.exec('ROLLBACK');
  }
}

function received({ number, query }: Ask): void {
  let result: Answer['result'] = null;
  let trouble: string | null = null;
  try {
    result = answer(query);
  } catch (error) {
    trouble = faultOf(error);
    if (trouble === null) throw error;
    // With a new connection next time.
    database?.close();
    database = null;
  }
  const reply: Answer = { kind: 'answer', number, result, trouble };
  parentPort?.postMessage(reply);
}

parentPort?.on('message', (message: Ask | { kind: 'close' }) => {
  if (message.kind === 'ask') received(message);
  else {
    database?.close();
    parentPort?.close();
  }
});

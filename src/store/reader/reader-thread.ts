/** The thread that reads conversations from chinwag.db. */
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { parentPort, workerData } from 'node:worker_threads';
import { connectReading, DATABASE_FILE } from '../database/database.ts';
import { faultOf } from '../store-error.ts';
import type { Ask, Query, QueryResult } from './archive-messages.ts';
import { ConversationQueries } from './conversation-queries.ts';
import { EntryQueries } from './entry-queries.ts';
import { MessageQueries } from './message-queries.ts';

const { folder } = workerData as { readonly folder: string };

let database: DatabaseSync | null = null;
let conversations: ConversationQueries | null = null;
let messages: MessageQueries | null = null;
let entries: EntryQueries | null = null;

function answer(query: Query): QueryResult['result'] {
  if (database === null || conversations === null || messages === null || entries === null) {
    database = connectReading(join(folder, DATABASE_FILE));
    conversations = new ConversationQueries(database);
    messages = new MessageQueries(database);
    entries = new EntryQueries(database);
  }
  // A page shows one moment.
  database.exec('BEGIN');
  try {
    switch (query.of) {
      case 'history':
        return conversations.history(query.account, query.peer, query.range);
      case 'missed':
        return conversations.missed(query.account, query.after, query.limit);
      case 'unread':
        return conversations.unread(query.account);
      case 'conversations':
        return conversations.conversations(query.account, query.beneath, query.limit);
      case 'wrote':
        return { wrote: conversations.wrote(query.account, query.peer) };
      case 'pins':
        return conversations.pins(query.account, query.room);
      case 'message':
        return { message: messages.message(query.id) };
      case 'revisions':
        return messages.revisions(query.id);
      case 'reactions':
        return messages.reactions(query.id);
      case 'entries':
        return entries.page(query.after, query.limit);
      case 'audit':
        return messages.audit(query.before, query.room, query.limit);
      case 'search':
        throw new Error('search has a thread of its own');
    }
  } finally {
    database.exec('ROLLBACK');
  }
}

function received({ number, query }: Ask): void {
  let result: QueryResult['result'] = null;
  let trouble: string | null = null;
  try {
    result = answer(query);
  } catch (error) {
    trouble = faultOf(error);
    if (trouble === null) throw error;
    // The next question opens a new connection.
    database?.close();
    database = null;
  }
  const reply: QueryResult = { kind: 'answer', number, result, trouble };
  parentPort?.postMessage(reply);
}

parentPort?.on('message', (message: Ask | { kind: 'close' }) => {
  if (message.kind === 'ask') received(message);
  else {
    database?.close();
    parentPort?.close();
  }
});

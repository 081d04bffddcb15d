/** The thread that answers questions from chinwag.db. */
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { parentPort, workerData } from 'node:worker_threads';
import { connectReading, DATABASE_FILE } from '../database/database.ts';
import { faultOf } from '../store-error.ts';
import type { Ask, QueryResult } from './archive-messages.ts';
import type { Reading } from './reading.ts';

type Loaded = typeof import('./answers.ts') & typeof import('./reading.ts');

const { folder } = workerData as { readonly folder: string };

/** All tables are loaded with it: a server that has just started has other things to do. */
let loading: Promise<Loaded> | null = null;
let database: DatabaseSync | null = null;
let reading: Reading | null = null;

async function load(): Promise<Loaded> {
  return { ...(await import('./answers.ts')), ...(await import('./reading.ts')) };
}

function answer({ answerTo, readingOf }: Loaded, { question, given }: Ask): unknown {
  if (database === null || reading === null) {
    database = connectReading(join(folder, DATABASE_FILE));
    reading = readingOf(database);
  }
  // A page shows one moment.
  database.exec('BEGIN');
  try {
    return answerTo(question, given, reading);
  } finally {
    database.exec('ROLLBACK');
  }
}

async function received(message: Ask | { kind: 'close' }): Promise<void> {
  if (message.kind === 'close') {
    await loading;
    database?.close();
    parentPort?.close();
    return;
  }
  loading ??= load();
  const loaded = await loading;
  let result: unknown = null;
  let trouble: string | null = null;
  try {
    result = answer(loaded, message);
  } catch (error) {
    trouble = faultOf(error);
    if (trouble === null) throw error;
    // The next question opens a new connection.
    database?.close();
    database = null;
    reading = null;
  }
  const reply: QueryResult = { kind: 'answer', number: message.number, result, trouble };
  parentPort?.postMessage(reply);
}

parentPort?.on('message', (message: Ask | { kind: 'close' }) => void received(message));

/** What an answer to a question reads with, in one connection to chinwag.db. */
import type { DatabaseSync } from 'node:sqlite';
import { LogTimes } from '../clock/log-times.ts';
import { Statements } from '../database/statements.ts';
import { EntryQueries } from './entry-queries.ts';
import { Pages } from './pages.ts';

export interface Reading {
  readonly statements: Statements;
  readonly pages: Pages;
  readonly times: LogTimes;
  readonly entries: EntryQueries;
}

export function readingOf(database: DatabaseSync): Reading {
  return {
    statements: new Statements(database),
    pages: new Pages(database),
    times: new LogTimes(database),
    entries: new EntryQueries(database),
  };
}

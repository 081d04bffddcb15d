/** The steps that lead from one version of chinwag.db to the next: the first ones, and those that tables declare. */
import type { Table } from '../tables/table.ts';
import { TABLES } from '../tables/tables.ts';
import { FIRST_STEPS } from './schema.ts';

/** Step n leads from version n to n + 1. */
export const MIGRATIONS: readonly string[] = [...FIRST_STEPS, ...stepsOf(TABLES)];

export const SCHEMA_VERSION = MIGRATIONS.length;

/**
 * The steps that `tables` declare, in the order of their versions; what several declare for one is one step.
 * @throws Error where a version has no step, or has one in FIRST_STEPS
 */
export function stepsOf(tables: readonly Table[]): string[] {
  return versionsOf(tables).map((version, i) => {
    const next = FIRST_STEPS.length + 1 + i;
    if (version !== next) throw new Error(`a step leads to version ${version} in place of ${next}`);
    return tables.flatMap(({ migrations }) => migrations?.[version] ?? []).join('\n');
  });
}

function versionsOf(tables: readonly Table[]): number[] {
  const declared = tables.flatMap(({ migrations = {} }) => Object.keys(migrations).map(Number));
  return [...new Set(declared)].sort((a, b) => a - b);
}

/** Lines of an export that are rows: what they may be, as the columns of their tables say. */
import { z } from 'zod';
import type { Form } from '../store/tables/column.ts';
import { LINE_TABLES, type RowLine } from '../store/tables/row-lines.ts';
import { LINE_FORMS, type LineForm } from './line-forms.ts';

/** By the kind of line: what its JSON must be. */
export const ROW_SCHEMAS: ReadonlyMap<string, z.ZodType> = new Map(
  Array.from(LINE_TABLES, ([kind, { fields }]) => {
    const shape = fields.map(({ field, form }) => [field, LINE_FORMS[form].schema]);
    return [kind, z.strictObject({ kind: z.literal(kind), ...Object.fromEntries(shape) })];
  }),
);

/** As JSON has it. */
export function writtenRow(line: RowLine): unknown {
  const said: Readonly<Record<string, unknown>> = line;
  return converted(line.kind, (field, form) => form.write(said[field]));
}

/** `json` fits the schema of its kind. */
export function readRow(json: Readonly<Record<string, unknown>>): RowLine {
  const line = converted(String(json.kind), (field, form) => form.read(json[field]));
  // As its columns say, of which its type is made.
  return line as unknown as RowLine;
}

function converted(
  kind: string,
  convert: (field: string, form: LineForm<unknown>) => unknown,
): Readonly<Record<string, unknown>> {
  const line: Record<string, unknown> = { kind };
  for (const { field, form } of LINE_TABLES.get(kind)?.fields ?? []) {
    line[field] = convert(field, formOf(form));
  }
  return line;
}

function formOf(form: Form): LineForm<unknown> {
  return LINE_FORMS[form] as LineForm<unknown>;
}

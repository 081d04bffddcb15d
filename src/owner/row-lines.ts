/** Export lines that are rows: their schemas, derived from the columns of their tables. */
import { z } from 'zod';
import type { Form } from '../store/tables/column.ts';
import { LINE_TABLES, type RowLine } from '../store/tables/row-lines.ts';
import { LINE_FORMS, type LineForm } from './line-forms.ts';

/** The JSON schema of each kind of line. */
export const ROW_SCHEMAS: ReadonlyMap<string, z.ZodType> = new Map(
  Array.from(LINE_TABLES, ([kind, { fields }]) => {
    const shape = fields.map(({ field, form }) => [field, LINE_FORMS[form].schema]);
    return [kind, z.strictObject({ kind: z.literal(kind), ...Object.fromEntries(shape) })];
  }),
);

/** The JSON value of a line. */
export function writtenRow(line: RowLine): unknown {
  const values: Readonly<Record<string, unknown>> = line;
  return converted(line.kind, (field, form) => form.write(values[field]));
}

/** `json` has been checked against the schema of its kind. */
export function readRow(json: Readonly<Record<string, unknown>>): RowLine {
  const line = converted(String(json.kind), (field, form) => form.read(json[field]));
  // Its type is derived from the columns.
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

/** Messages between the main thread and the threads that read. */

export interface Ask<Given = unknown> {
  readonly kind: 'ask';
  readonly number: number;
  /** The name of the question. */
  readonly question: string;
  readonly given: Given;
}

export interface QueryResult {
  readonly kind: 'answer';
  readonly number: number;
  /** What the question says that its answer is. Null: it cannot be read now. */
  readonly result: unknown;
  /** The reason of a failure, for the operator. */
  readonly trouble: string | null;
}

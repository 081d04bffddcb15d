/** Reads the lines of a file or of standard input, and limits their length. */
import { createReadStream } from 'node:fs';
import { fileProblem, isSystemError } from './file-problem.ts';
import { OwnerError } from './owner-error.ts';

const NEWLINE = 0x0a;

/**
 * Each line of `file`, or of standard input where it is null, without its line break, numbered from 1. Throws
 * OwnerError for unreadable input.
 */
export async function* numberedLines(
  file: string | null,
  bytesMax: number,
): AsyncGenerator<readonly [number, string]> {
  const source = file === null ? process.stdin : createReadStream(file);
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let number = 0;
  let rest: Buffer[] = [];
  let restBytes = 0;
  const whole = (end: Buffer): readonly [number, string] => {
    number++;
    if (restBytes + end.length > bytesMax) throw new OwnerError(`line ${number}: too long`);
    const bytes = rest.length === 0 ? end : Buffer.concat([...rest, end]);
    rest = [];
    restBytes = 0;
    try {
      return [number, decoder.decode(bytes)];
    } catch {
      throw new OwnerError(`line ${number}: not UTF-8`);
    }
  };
  try {
    for await (const chunk of source as AsyncIterable<Buffer>) {
      let begin = 0;
      for (let at = chunk.indexOf(NEWLINE); at >= 0; at = chunk.indexOf(NEWLINE, begin)) {
        yield whole(chunk.subarray(begin, at));
        begin = at + 1;
      }
      rest.push(chunk.subarray(begin));
      restBytes += chunk.length - begin;
      if (restBytes > bytesMax) throw new OwnerError(`line ${number + 1}: too long`);
    }
  } catch (error) {
    if (!isSystemError(error)) throw error;
    throw new OwnerError(fileProblem(file ?? 'standard input', error));
  }
  if (restBytes > 0) yield whole(Buffer.alloc(0));
}

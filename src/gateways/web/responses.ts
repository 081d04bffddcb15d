/** Writes answers, and reads bodies. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { headersOf, last, problem, type Submission, type WebAnswer } from './answers.ts';
import type { HttpConnection } from './http-connection.ts';

/** The part of a request target that goes into the log. */
const LOGGED_TARGET_MAX = 100;

export function respond(
  connection: HttpConnection,
  { url = '', method }: IncomingMessage,
  response: ServerResponse,
  answer: WebAnswer,
): void {
  connection.done = `HTTP ${answer.status} to ${method} ${url.slice(0, LOGGED_TARGET_MAX)}`;
  response.writeHead(answer.status, headersOf(connection.spent ? last(answer) : answer));
  response.end(answer.body);
}

/** Reads the body, and answers when the submission does, or when the body cannot be read. */
export function submit(
  connection: HttpConnection,
  request: IncomingMessage,
  response: ServerResponse,
  { bytesMax, take }: Submission,
): void {
  const give = (answer: WebAnswer): void => {
    if (!response.destroyed && !response.headersSent) {
      respond(connection, request, response, answer);
    }
  };
  const tooLong = problem(413, `the body may have ${bytesMax} bytes`, {}, true);
  // Where the announced length is too large, nothing of the body is awaited.
  if (Number(request.headers['content-length'] ?? 0) > bytesMax) return give(tooLong);
  if (request.headers.expect !== undefined) response.writeContinue();
  const chunks: Buffer[] = [];
  let length = 0;
  let leave = () => {};
  connection.reads(give);
  request.on('data', (chunk: Buffer) => {
    length += chunk.length;
    if (length <= bytesMax) {
      chunks.push(chunk);
      return;
    }
    connection.hasRead();
    give(tooLong);
  });
  request.on('end', () => {
    if (length > bytesMax) return;
    connection.hasRead();
    leave = take(Buffer.concat(chunks), give);
  });
  response.on('close', () => leave());
}

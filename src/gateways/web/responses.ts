/** Answers on their way out, and bodies on their way in. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Answer, headersOf, last, problem, type Submission } from './answers.ts';
import type { HttpConnection } from './http-connection.ts';

/** The part of a peer's request target that the log has. */
const LOGGED_TARGET_MAX = 100;

export function respond(
  connection: HttpConnection,
  { url = '', method }: IncomingMessage,
  response: ServerResponse,
  answer: Answer,
): void {
  connection.done = `HTTP ${answer.status} to ${method} ${url.slice(0, LOGGED_TARGET_MAX)}`;
  response.writeHead(answer.status, headersOf(connection.spent ? last(answer) : answer));
  response.end(answer.body);
}

/** Reads the body, and answers when the submission does. */
export function submit(
  connection: HttpConnection,
  request: IncomingMessage,
  response: ServerResponse,
  { bytesMax, take }: Submission,
): void {
  if (request.headers.expect !== undefined) response.writeContinue();
  const chunks: Buffer[] = [];
  let length = 0;
  let leave = () => {};
  request.on('data', (chunk: Buffer) => {
    length += chunk.length;
    if (length <= bytesMax) chunks.push(chunk);
    else if (!response.headersSent) {
      const why = `the body may have ${bytesMax} bytes`;
      respond(connection, request, response, problem(413, why, {}, true));
    }
  });
  request.on('end', () => {
    if (response.headersSent) return;
    leave = take(Buffer.concat(chunks), (answer) => {
      if (!response.destroyed) respond(connection, request, response, answer);
    });
  });
  response.on('close', () => leave());
}

/** One connection while node:http reads it, and its return to its transport. */
import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { NOBODY, type Transport } from '../../chat/ports.ts';
import { last, rawAnswer, type WebAnswer } from './answers.ts';

/** Requests per connection; then it closes, so that none lasts for ever. */
const REQUESTS_MAX = 100;

export class HttpConnection {
  readonly transport: Transport;
  readonly socket: Socket;
  /** The address of the peer: a client, or a proxy that passes on the requests of many. */
  readonly peer: string;
  /** What the connection was used for, for the log. */
  done = 'HTTP';
  /** Requests whose answers have not reached the socket yet. */
  #pending = 0;
  #requests = 0;
  /** Answers the request whose body is being read, if any. */
  #unread: ((answer: WebAnswer) => void) | null = null;
  /** The answer to input that was not a request; it waits for those before it. */
  #last: WebAnswer | null = null;
  #left = false;

  /** `socket` was released by `transport`. */
  constructor(transport: Transport, socket: Socket) {
    this.transport = transport;
    this.peer = transport.address;
    this.socket = socket;
    // Keeps node:http from destroying a socket it is done with. With input unread that would reset the connection, and
    // the peer would lose the answer; the transport closes it in order instead.
    socket.destroySoon = () => this.close();
  }

  /** Is an answer on its way? */
  get busy(): boolean {
    return this.#pending > 0;
  }

  /** Is the answer to the last request the final one? */
  get spent(): boolean {
    return this.#requests >= REQUESTS_MAX;
  }

  /** A request came, which `response` answers. */
  began(response: ServerResponse): void {
    this.#pending++;
    this.#requests++;
    response.once('finish', () => {
      this.#pending--;
      if (this.#last !== null && this.#pending === 0) this.#writeLast(this.#last);
    });
  }

  /** The body of the last request is being read; if it never completes, `give` answers the request. */
  reads(give: (answer: WebAnswer) => void): void {
    this.#unread = give;
  }

  /** The body is complete, or its request is answered. */
  hasRead(): void {
    this.#unread = null;
  }

  /** Answers invalid input, or a request whose body cannot be read, after all earlier answers, and closes. */
  fail(answer: WebAnswer): void {
    if (this.#left || this.#last !== null) return;
    const unread = this.#unread;
    this.#unread = null;
    if (unread !== null) return unread(last(answer));
    this.done = `HTTP ${answer.status}`;
    this.#last = answer;
    if (this.#pending === 0) this.#writeLast(answer);
  }

  #writeLast(answer: WebAnswer): void {
    if (this.#left) return;
    if (this.socket.writable) this.socket.write(rawAnswer(answer));
    this.close();
  }

  /** Writes what is queued, then closes; nothing more is read as HTTP. */
  close(): void {
    if (this.#left) return;
    this.leave();
    this.socket.removeAllListeners('data').removeAllListeners('end');
    this.transport.adopt(this.socket, this.transport.secure, () => NOBODY);
    this.transport.end(this.done);
  }

  /** Takes the socket back from node:http. */
  leave(): void {
    this.#left = true;
    this.socket.removeAllListeners('timeout').setTimeout(0);
    // Uncovers the method of the class.
    Reflect.deleteProperty(this.socket, 'destroySoon');
  }
}

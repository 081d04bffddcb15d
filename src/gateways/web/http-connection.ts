/** One connection while node:http reads it, and its way back to its transport. */
import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { NOBODY, type Transport } from '../../chat/ports.ts';
import { type Answer, last, rawAnswer } from './answers.ts';

/** Requests to a connection; then it is closed, so that none is held for ever. */
const REQUESTS_MAX = 100;

export class HttpConnection {
  readonly transport: Transport;
  readonly socket: Socket;
  /** Who is connected: a client, or a proxy that passes on the requests of many. */
  readonly peer: string;
  /** What was done here, for the log. */
  done = 'HTTP';
  /** Requests whose answers are not yet handed to the socket. */
  #pending = 0;
  #requests = 0;
  /** Answers the request whose body is being read, if there is one. */
  #unread: ((answer: Answer) => void) | null = null;
  /** The answer to what was no request; it waits for those before it. */
  #last: Answer | null = null;
  #left = false;

  /** `socket` is what `transport` released. */
  constructor(transport: Transport, socket: Socket) {
    this.transport = transport;
    this.peer = transport.address;
    this.socket = socket;
    // So node:http leaves a socket that it is done with. To destroy it with input unread would reset the
    // connection, and the peer would lose the answer: it is closed as the transport closes, in order.
    socket.destroySoon = () => this.close();
  }

  /** Is an answer on its way? */
  get busy(): boolean {
    return this.#pending > 0;
  }

  /** Is the answer to the request that came last the last one? */
  get spent(): boolean {
    return this.#requests >= REQUESTS_MAX;
  }

  /** A request came; it is answered by `response`. */
  began(response: ServerResponse): void {
    this.#pending++;
    this.#requests++;
    response.once('finish', () => {
      this.#pending--;
      if (this.#last !== null && this.#pending === 0) this.#writeLast(this.#last);
    });
  }

  /** The body of the request that came last is read; should it never be whole, `give` answers the request. */
  reads(give: (answer: Answer) => void): void {
    this.#unread = give;
  }

  /** The body is whole, or its request is answered. */
  hasRead(): void {
    this.#unread = null;
  }

  /** Answers what was no request, or has no body that can be read, after all before it, and closes. */
  fail(answer: Answer): void {
    if (this.#left || this.#last !== null) return;
    const unread = this.#unread;
    this.#unread = null;
    if (unread !== null) return unread(last(answer));
    this.done = `HTTP ${answer.status}`;
    this.#last = answer;
    if (this.#pending === 0) this.#writeLast(answer);
  }

  #writeLast(answer: Answer): void {
    if (this.#left) return;
    if (this.socket.writable) this.socket.write(rawAnswer(answer));
    this.close();
  }

  /** Delivers what is written, then closes; nothing more is read as HTTP. */
  close(): void {
    if (this.#left) return;
    this.leave();
    this.socket.removeAllListeners('data').removeAllListeners('end');
    this.transport.adopt(this.socket, this.transport.secure, () => NOBODY);
    this.transport.end(this.done);
  }

  /** node:http has nothing more to do with the socket. */
  leave(): void {
    this.#left = true;
    this.socket.removeAllListeners('timeout').setTimeout(0);
    // What was put over the method of its class.
    Reflect.deleteProperty(this.socket, 'destroySoon');
  }
}

/**
 * The reference of throughput: the least that a relay of wire protocol version 1 can do in Node. It checks nothing,
 * never turns a text into a string, and writes once per connection and turn of the event loop.
 *
 *     node bench/bare-relay.ts PORT
 *
 * Port 0 picks a free one.
 */
import { type AddressInfo, createServer, type Socket } from 'node:net';

declare global {
  interface Buffer {
    /** Node has it, @types/node does not: the fastest way to a short string. */
    latin1Slice(start?: number, end?: number): string;
  }
}

const CHUNK_BYTES = 16_384;
const HEADER_BYTES = 8;
const LOGIN = 0x01;
const SENDTO = 0x03;
const MESSAGE = 0x83;
const OK = Buffer.from([1, 0x81, 0, 0, 0, 0, 0, 2, 0, 0]);

const users = new Map<string, Connection>();
let dirty: Connection[] = [];
let scheduled = false;

function flush(): void {
  scheduled = false;
  const connections = dirty;
  dirty = [];
  for (const connection of connections) connection.flush();
}

class Connection {
  name = '';
  private readonly socket: Socket;
  private nameBytes: Buffer = Buffer.alloc(0);
  private output = Buffer.allocUnsafeSlow(CHUNK_BYTES);
  private used = 0;
  private isDirty = false;
  /** The bytes of an unfinished frame. */
  private rest: Buffer | null = null;

  constructor(socket: Socket) {
    this.socket = socket;
  }

  flush(): void {
    this.isDirty = false;
    if (this.used === 0) return;
    const bytes = this.output.subarray(0, this.used);
    this.output = Buffer.allocUnsafeSlow(CHUNK_BYTES);
    this.used = 0;
    this.socket.write(bytes);
  }

  data(chunk: Buffer): void {
    let bytes = chunk;
    if (this.rest) {
      bytes = Buffer.concat([this.rest, chunk]);
      this.rest = null;
    }
    let at = 0;
    while (bytes.length - at >= HEADER_BYTES) {
      const end = at + HEADER_BYTES + bytes.readUInt32BE(at + 4);
      if (end > bytes.length) break;
      const type = bytes[at + 1];
      const nameStart = at + HEADER_BYTES + 1;
      const nameEnd = nameStart + (bytes[at + HEADER_BYTES] as number);
      if (type === LOGIN) this.login(bytes, nameStart, nameEnd);
      else if (type === SENDTO) {
        users
          .get(bytes.latin1Slice(nameStart, nameEnd))
          ?.message(this.nameBytes, bytes, nameEnd, end);
      }
      this.acknowledge();
      at = end;
    }
    if (at < bytes.length) this.rest = bytes.subarray(at);
  }

  private login(bytes: Buffer, start: number, end: number): void {
    this.name = bytes.latin1Slice(start, end);
    this.nameBytes = Buffer.from(bytes.subarray(start, end));
    users.set(this.name, this);
  }

  private message(from: Buffer, bytes: Buffer, start: number, end: number): void {
    const payloadBytes = 1 + from.length + end - start;
    this.reserve(HEADER_BYTES + payloadBytes);
    const { output } = this;
    let at = this.used;
    output[at] = 1;
    output[at + 1] = MESSAGE;
    output[at + 2] = 0;
    output[at + 3] = 0;
    output.writeUInt32BE(payloadBytes, at + 4);
    output[at + 8] = from.length;
    at += 9;
    for (let i = 0; i < from.length; i++) output[at++] = from[i] as number;
    bytes.copy(output, at, start, end);
    this.used = at + end - start;
  }

  private acknowledge(): void {
    this.reserve(OK.length);
    for (let i = 0; i < OK.length; i++) this.output[this.used + i] = OK[i] as number;
    this.used += OK.length;
  }

  private reserve(bytes: number): void {
    if (this.used + bytes > this.output.length) {
      if (this.used > 0) this.socket.write(this.output.subarray(0, this.used));
      this.output = Buffer.allocUnsafeSlow(Math.max(CHUNK_BYTES, bytes));
      this.used = 0;
    }
    if (this.isDirty) return;
    this.isDirty = true;
    dirty.push(this);
    if (scheduled) return;
    scheduled = true;
    setImmediate(flush);
  }
}

const server = createServer({ noDelay: true }, (socket) => {
  const connection = new Connection(socket);
  socket.on('data', (chunk: Buffer) => connection.data(chunk));
  // Benchmark clients disconnect abruptly; there is nobody to report it to.
  socket.on('error', () => {});
  socket.on('close', () => {
    if (users.get(connection.name) === connection) users.delete(connection.name);
  });
});
server.listen({ host: '127.0.0.1', port: Number(process.argv[2] ?? 0), backlog: 4096 }, () => {
  const { address, port } = server.address() as AddressInfo;
  process.stdout.write(`bare relay listening on ${address}:${port}\n`);
});

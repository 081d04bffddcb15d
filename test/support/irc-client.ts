/** A client of IRC that sends lines and hears lines. */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { until } from './until.ts';

export class IrcClient implements Disposable {
  readonly socket: Socket;
  /** Whole lines heard and not yet taken. */
  readonly heard: string[] = [];
  closed = false;
  #rest = '';

  constructor(socket: Socket) {
    this.socket = socket;
    socket.setEncoding('utf8');
    socket.on('data', (text: Buffer | string) => {
      const lines = (this.#rest + text).split('\r\n');
      this.#rest = lines.pop() as string;
      for (const line of lines) this.#hear(line);
    });
    socket.on('close', () => {
      this.closed = true;
    });
    socket.on('error', () => {});
  }

  static async connect(port: number): Promise<IrcClient> {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true });
    await once(socket, 'connect');
    return new IrcClient(socket);
  }

  static async connectTls(port: number): Promise<IrcClient> {
    const socket = connectTls({ port, host: '127.0.0.1', rejectUnauthorized: false });
    await once(socket, 'secureConnect');
    return new IrcClient(socket);
  }

  /** Somebody who has been welcomed as `nick`; `before`: lines sent first. */
  static async welcomed(port: number, nick: string, ...before: string[]): Promise<IrcClient> {
    const client = await IrcClient.connect(port);
    client.say(...before, `NICK ${nick}`, `USER ${nick} 0 * :${nick}`);
    await client.until(/^:\S+ MODE \S+ \+i$/);
    return client;
  }

  /** Somebody who logs in with `password` over SASL. */
  static async account(
    port: number,
    name: string,
    password: string,
    ...capabilities: string[]
  ): Promise<IrcClient> {
    const client = await IrcClient.connect(port);
    const plain = Buffer.from(`\0${name}\0${password}`).toString('base64');
    client.say('CAP LS 302', `CAP REQ :${['sasl', ...capabilities].join(' ')}`);
    client.say('AUTHENTICATE PLAIN', `AUTHENTICATE ${plain}`);
    client.say(`NICK ${name}`, `USER ${name} 0 * :${name}`);
    await client.until(/ (?:903|904) /);
    client.say('CAP END');
    return client;
  }

  #hear(line: string): void {
    // A sign of life that the server asks for belongs to no conversation.
    if (line.startsWith('PING ') || / PING /.test(line.slice(0, 80))) this.say('PONG x');
    else this.heard.push(line);
  }

  say(...lines: string[]): void {
    this.socket.write(lines.map((line) => `${line}\r\n`).join(''));
  }

  /** All lines up to the first that matches `last`. */
  until(last: RegExp): Promise<string[]> {
    return takeUpTo(this.heard, last, () => this.closed);
  }

  #pings = 0;

  /** Everything that is heard until what was said before is done. */
  async settled(): Promise<string[]> {
    const cookie = `settled-${++this.#pings}`;
    this.say(`PING ${cookie}`);
    const lines = await this.until(new RegExp(` PONG \\S+ :${cookie}$`));
    return lines.slice(0, -1);
  }

  /** What comes of `lines`. */
  async says(...lines: string[]): Promise<string[]> {
    this.say(...lines);
    return this.settled();
  }

  [Symbol.dispose](): void {
    this.socket.destroy();
  }
}

/** Takes from `heard` all lines up to the first that matches `last`, once it is there. */
export async function takeUpTo(
  heard: string[],
  last: RegExp,
  isOver: () => boolean,
): Promise<string[]> {
  const at = await until(
    () => {
      const found = heard.findIndex((line) => last.test(line));
      return found === -1 ? null : found + 1;
    },
    () => `${last} in:\n${heard.join('\n')}`,
    () => isOver() && !heard.some((line) => last.test(line)),
  );
  return heard.splice(0, at);
}

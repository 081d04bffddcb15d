/** A client made of irc-framework, which The Lounge and Kiwi IRC are built on. */
import { createRequire } from 'node:module';
import { until } from './until.ts';

/** What this needs of the library, which comes without types. */
interface Library {
  readonly user: { readonly nick: string };
  readonly connection: { registered: number | false; end(): void };
  readonly network: { readonly cap: { readonly enabled: string[] } };
  use(middleware: (client: Library, raw: unknown, parsed: Middleware) => void): void;
  on(event: string, heard: (given?: object) => void): void;
  requestCap(names: string[]): void;
  connect(options: object): void;
  join(room: string): void;
  say(target: string, text: string): void;
  action(target: string, text: string): void;
  changeNick(nick: string): void;
  raw(...words: string[]): void;
  quit(why: string): void;
}

interface Middleware {
  use(heard: (name: string, event: object, client: Library, next: () => void) => void): void;
}

const { Client } = createRequire(import.meta.url)('irc-framework') as {
  Client: new () => Library;
};

/** An event of the library. */
export interface Heard {
  readonly name: string;
  readonly [member: string]: unknown;
}

/** How the library is told to connect; the rest is as it is without. */
export interface Connecting {
  readonly port: number;
  readonly nick: string;
  readonly [option: string]: unknown;
}

/** Joins `rooms` at each login, as the clients that people use do. */
export class FrameworkClient implements Disposable {
  readonly library = new Client();
  /** Not yet taken. */
  readonly heard: Heard[] = [];

  constructor(options: Connecting, rooms: readonly string[] = [], capabilities: string[] = []) {
    const { library } = this;
    library.use((_client, _raw, parsed) => {
      parsed.use((name, event, _self, next) => {
        this.heard.push({ ...event, name });
        next();
      });
    });
    for (const name of ['reconnecting', 'close']) {
      library.on(name, (given) => this.heard.push({ ...given, name }));
    }
    library.on('registered', () => {
      for (const room of rooms) library.join(room);
    });
    library.requestCap(capabilities);
    library.connect({ host: '127.0.0.1', ...options });
  }

  /** Takes everything up to the first event `name` that has `members`, and resolves with it all. */
  async until(name: string, members: Readonly<Record<string, unknown>> = {}): Promise<Heard[]> {
    const at = await until(
      () => {
        const found = this.heard.findIndex((event) => {
          const { name: own } = event;
          return own === name && Object.entries(members).every(([key, as]) => event[key] === as);
        });
        return found === -1 ? null : found + 1;
      },
      () => `${name} ${JSON.stringify(members)} in:\n${this.heard.map(briefly).join('\n')}`,
    );
    return this.heard.splice(0, at);
  }

  /** The last of `until`. */
  async next(name: string, members: Readonly<Record<string, unknown>> = {}): Promise<Heard> {
    return (await this.until(name, members)).at(-1) as Heard;
  }

  [Symbol.dispose](): void {
    this.library.connection.end();
  }
}

function briefly({ name, nick, target, message, channel }: Heard): string {
  return JSON.stringify({ name, nick, target, message, channel });
}

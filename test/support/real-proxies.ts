/** Real proxies, with the recipes of docs/OPERATING.md: as they stand there, but for ports, files and what a test needs. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { connect, createServer, type Server } from 'node:net';
import { fileURLToPath } from 'node:url';
import { Authority, Folder } from './tls.ts';
import { until } from './until.ts';

export type ProxyKind = 'nginx' | 'haproxy' | 'caddy';

const STREAM_MODULE = '/usr/lib/nginx/modules/ngx_stream_module.so';

const page = readFileSync(
  fileURLToPath(new URL('../../docs/OPERATING.md', import.meta.url)),
  'utf8',
);

/** The recipe of the page for `kind` that is marked `what`. */
export function recipe(kind: ProxyKind, what: string): string {
  const [, text] =
    new RegExp(`^\`\`\`${kind} ${what}\\n([\\s\\S]*?)^\`\`\`$`, 'm').exec(page) ?? [];
  if (text === undefined) throw new Error(`no recipe for ${kind}, ${what}`);
  return text;
}

/** Is it on this machine? */
export function isInstalled(kind: ProxyKind, { stream = false } = {}): boolean {
  const folders = [...(process.env.PATH ?? '').split(':'), '/usr/sbin'];
  const isThere = folders.some((folder) => existsSync(`${folder}/${kind}`));
  return isThere && (!stream || existsSync(STREAM_MODULE));
}

/** A port that was free a moment ago: proxies cannot be asked for any. */
export async function freePort(): Promise<number> {
  const server: Server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** What a recipe has to be told: where things are here. */
export interface Surroundings {
  /** Where the recipe says 443, and 4900 for its clients. */
  readonly tlsPort: number;
  readonly port: number;
  /** Of the server. */
  readonly upstream: number;
}

export class RealProxy implements AsyncDisposable {
  readonly #child: ChildProcess;
  readonly #folder: Folder;
  #said = '';

  private constructor(child: ChildProcess, folder: Folder) {
    this.#child = child;
    this.#folder = folder;
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        this.#said += text;
      });
    }
  }

  /** Runs `kind` with `text`, a recipe; resolves when it takes connections at `ports`. */
  static async start(
    kind: ProxyKind,
    text: string,
    where: Surroundings,
    ports: readonly number[],
  ): Promise<RealProxy> {
    const folder = new Folder();
    const { certificate, key } = await (await Authority.create()).issue('chat.example');
    folder.write('chat.pem', `${certificate.trimEnd()}\n${key}`);
    const child = STARTERS[kind](adapted(text, where, folder), folder, where);
    const proxy = new RealProxy(child, folder);
    for (const port of ports) {
      await until(
        () => accepts(port),
        () => `${kind} to listen: ${proxy.#said}`,
        () => child.exitCode !== null,
      );
    }
    return proxy;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#child.exitCode === null) {
      const exited = once(this.#child, 'exit');
      this.#child.kill('SIGKILL');
      await exited;
    }
    this.#folder[Symbol.dispose]();
  }
}

/** Everything on loopback, and at ports that are free. */
function adapted(text: string, { tlsPort, port, upstream }: Surroundings, folder: Folder): string {
  return text
    .replaceAll(/127\.0\.0\.1:490[01]/g, `127.0.0.1:${upstream}`)
    .replaceAll(/(listen|bind) :?443/g, (_, word) => `${word} 127.0.0.1:${tlsPort}`)
    .replaceAll(/(listen|bind) :?4900/g, (_, word) => `${word} 127.0.0.1:${port}`)
    .replaceAll(/\/etc\/(?:ssl|haproxy)\/chat\.example\.(?:pem|key)/g, folder.file('chat.pem'));
}

const STARTERS: Readonly<
  Record<ProxyKind, (text: string, folder: Folder, where: Surroundings) => ChildProcess>
> = {
  nginx(text, folder) {
    const kinds = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];
    const temporary = kinds.map((one) => `${one}_temp_path ${folder.file(one)};`).join('\n');
    const isStream = text.startsWith('stream');
    const content = isStream ? text : `http {\naccess_log off;\n${temporary}\n${text}\n}`;
    const file = folder.write(
      'nginx.conf',
      `${isStream ? `load_module ${STREAM_MODULE};\n` : ''}daemon off;\nmaster_process off;
pid ${folder.file('nginx.pid')};\nerror_log stderr;\nevents {}\n${content}\n`,
    );
    return run('nginx', ['-e', 'stderr', '-p', folder.path, '-c', file]);
  },
  haproxy: (text, folder) => run('haproxy', ['-db', '-f', folder.write('haproxy.cfg', text)]),
  caddy(text, folder, { tlsPort }) {
    const site = `    bind 127.0.0.1\n    tls ${folder.file('chat.pem')} ${folder.file('chat.pem')}`;
    const file = folder.write(
      'Caddyfile',
      `{\n    admin off\n    auto_https disable_redirects\n    https_port ${tlsPort}\n}\n
${text.replace('chat.example {', `chat.example {\n${site}`)}`,
    );
    mkdirSync(folder.file('home'));
    const home = { HOME: folder.file('home'), XDG_DATA_HOME: folder.file('home') };
    return run('caddy', ['run', '--config', file, '--adapter', 'caddyfile'], home);
  },
};

function run(command: string, args: readonly string[], more: Record<string, string> = {}) {
  const path = `${process.env.PATH ?? ''}:/usr/sbin`;
  const env = { ...process.env, PATH: path, ...more };
  return spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], env });
}

function accepts(port: number): Promise<boolean> {
  const socket = connect({ port, host: '127.0.0.1' });
  return new Promise((resolve) => {
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
  }).finally(() => socket.destroy()) as Promise<boolean>;
}

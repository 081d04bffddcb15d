/** The built files of the web client, all held in memory since they are few and small. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import type { IncomingHttpHeaders } from 'node:http';
import { extname, join, sep } from 'node:path';
import type { WebAnswer } from './answers.ts';
import { type PageFacts, USUAL_FACTS, withFacts } from './page-facts.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webmanifest': 'application/manifest+json',
};

/** Encodings that the build prepares where they make a file smaller, the best first. */
const ENCODINGS = [
  { name: 'br', ending: '.br' },
  { name: 'gzip', ending: '.gz' },
] as const;

/** Allows only what this server serves itself, and no code made from strings. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types chinwag',
].join('; ');

const FOR_GOOD = 'public, max-age=31536000, immutable';

interface Asset {
  readonly type: string;
  readonly tag: string;
  /** Does the file name contain a hash of the content? */
  readonly hashed: boolean;
  /** By encoding; `identity` is always present. */
  readonly bodies: ReadonlyMap<string, Buffer>;
}

export class Assets {
  readonly #byPath: ReadonlyMap<string, Asset>;

  private constructor(byPath: ReadonlyMap<string, Asset>) {
    this.#byPath = byPath;
  }

  /** Reads the files in `folder`, which say `facts`; there are none where it does not exist. */
  static read(folder: string, facts: PageFacts = USUAL_FACTS): Assets {
    const byPath = new Map<string, Asset>();
    if (!existsSync(folder)) return new Assets(byPath);
    for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
      const type = TYPES[extname(file)];
      if (type === undefined) continue;
      const path = `/${file.split(sep).join('/')}`;
      byPath.set(
        path === '/index.html' ? '/' : path,
        readAsset(join(folder, file), type, path, facts),
      );
    }
    return new Assets(byPath);
  }

  has(path: string): boolean {
    return this.#byPath.has(path);
  }

  answer(path: string, headers: IncomingHttpHeaders): WebAnswer | null {
    const asset = this.#byPath.get(path);
    if (asset === undefined) return null;
    const encoding = encodingFor(asset, headers['accept-encoding']);
    const common = {
      'Content-Security-Policy': POLICY,
      'Cache-Control': asset.hashed ? FOR_GOOD : 'no-cache',
      ETag: `"${asset.tag}-${encoding}"`,
      Vary: 'Accept-Encoding',
    };
    if (matches(headers['if-none-match'], common.ETag)) {
      return { status: 304, headers: common, body: '', close: false };
    }
    const coding: Record<string, string> =
      encoding === 'identity' ? {} : { 'Content-Encoding': encoding };
    const all = { ...common, ...coding, 'Content-Type': asset.type };
    return { status: 200, headers: all, body: asset.bodies.get(encoding) ?? '', close: false };
  }
}

function readAsset(file: string, type: string, path: string, facts: PageFacts): Asset {
  const built = readFileSync(file);
  const changed = withFacts(path, built, facts);
  const body = changed ?? built;
  const bodies = new Map([['identity', body]]);
  // What is changed is small, and not compressed.
  for (const { name, ending } of ENCODINGS) {
    if (changed === null && existsSync(file + ending))
      bodies.set(name, readFileSync(file + ending));
  }
  const tag = createHash('sha256').update(body).digest('base64url').slice(0, 22);
  return { type, tag, hashed: path.startsWith('/assets/'), bodies };
}

/** The first of our encodings that the client accepts (RFC 9110 section 12.5.3). */
function encodingFor({ bodies }: Asset, accepted = ''): string {
  const codings = accepted
    .toLowerCase()
    .split(',')
    .map((one) => one.trim());
  const isAccepted = (name: string) =>
    codings.some(
      (one) => one === name || (one.startsWith(`${name};`) && !/;\s*q=0(?:\.0*)?$/.test(one)),
    );
  return ENCODINGS.find(({ name }) => bodies.has(name) && isAccepted(name))?.name ?? 'identity';
}

function matches(wanted: string | undefined, tag: string): boolean {
  return wanted?.split(',').some((one) => one.trim().replace(/^W\//, '') === tag) ?? false;
}

/** The page at `/about`: what this server is, and how to connect with each kind of client. */
import { createHash } from 'node:crypto';
import type { WebAnswer } from './answers.ts';
import type { Reached } from './own-url.ts';

const STYLE = `
:root { color-scheme: light dark; --ink: #1d2330; --soft: #5c6577; --paper: #f6f4ef; --card: #fff;
  --line: #dfdbd1; --accent: #b4472a }
@media (prefers-color-scheme: dark) { :root { --ink: #e8e6e1; --soft: #a0a7b5; --paper: #14171d;
  --card: #1c2028; --line: #2e3440; --accent: #ef8e6d } }
* { box-sizing: border-box }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1.05rem/1.6 ui-sans-serif, system-ui,
  sans-serif }
main { max-width: 42rem; margin: 0 auto; padding: clamp(2rem, 8vw, 5rem) 1.25rem }
h1 { margin: 0; font-size: clamp(2.4rem, 8vw, 3.6rem); line-height: 1; letter-spacing: -.03em }
h1::after { content: "."; color: var(--accent) }
p { margin: .8rem 0 0; color: var(--soft) }
h2 { margin: 0 0 .4rem; font-size: 1rem }
section { margin-top: 1rem; padding: 1.1rem 1.25rem; background: var(--card); border: 1px solid var(--line);
  border-radius: .75rem }
header { margin-bottom: 2.2rem }
pre { margin: 0; white-space: pre-wrap; overflow-wrap: anywhere; font: .95rem/1.5 ui-monospace, monospace }
code { font-family: ui-monospace, monospace; font-size: .92em; color: var(--ink) }
`;

const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** The page. `url` is this server's URL, or null where it is not known; `hasClient`: the web client is at `/`. */
export function page(url: URL | null, reached: Reached, hasClient: boolean): WebAnswer {
  return {
    status: 200,
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': CONTENT_SECURITY_POLICY,
    },
    body: html(url, reached, hasClient),
    close: false,
  };
}

function html(url: URL | null, reached: Reached, hasClient: boolean): string {
  const secure = url === null ? reached.secure : url.protocol === 'https:';
  const host = url?.host ?? 'HOST:PORT';
  const path = url?.pathname ?? '/';
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Chinwag${url === null ? '' : ` at ${escapeHtml(host)}`}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<header>
<h1>Chinwag</h1>
<p>A chat server. This one port takes whatever dials it, and everybody meets in the same place.</p>
${url === null ? PLACEHOLDERS : ''}</header>
${streams(url, reached, secure)}
${section('Monitoring', `GET ${path}readyz`, MONITORING)}
${section('A WebSocket', `${secure ? 'wss' : 'ws'}://${host}${path}ws`, WEB_SOCKET)}
<section><h2>Your browser</h2>
<p>${hasClient ? HAS_CLIENT : 'The web client was not built here (<code>npm run build</code>).'}</p></section>
</main>
</body>
</html>
`;
}

/** How to connect without HTTP, where the URL leads to this very port. On another port a proxy may accept only HTTP. */
function streams(url: URL | null, { localHost }: Reached, secure: boolean): string {
  const name = url?.hostname.replace(/^\[|\]$/g, '') ?? 'HOST';
  const port = url === null ? 'PORT' : url.port || (secure ? '443' : '80');
  if (url !== null && port !== String(localHost.port)) return '';
  const client = section(
    'The terminal client',
    `npx chinwag connect ${secure ? '--tls ' : ''}${name} ${port}`,
  );
  const dialled = `${url?.hostname ?? name}:${port}`;
  if (secure) {
    return `${client}
${section('Plain lines', `openssl s_client -quiet -connect ${dialled}`, LINES)}`;
  }
  return `${client}
${section('Netcat', `nc ${name} ${port}`, LINES)}
${section('Telnet', `telnet ${name} ${port}`, 'The same lines.')}`;
}

const PLACEHOLDERS = '<p>HOST and PORT are those of the address by which you came here.</p>\n';
const HAS_CLIENT = 'The web client is <a href="./">on the front page</a>.';
const LINES =
  'Then type <code>login alice</code>, <code>list</code>, <code>sendto bob hello</code>, <code>help</code>.';
const MONITORING =
  'Answers 200, or 503 and why messages cannot be stored or read. <code>/healthz</code> answers 200 while the server lives.';
const WEB_SOCKET =
  'Subprotocol <code>chinwag.v1</code>: one or more frames of the wire protocol to a binary message.';

/** `command` is plain text, `note` is HTML. */
function section(title: string, command: string, note = ''): string {
  const paragraph = note === '' ? '' : `\n<p>${note}</p>`;
  return `<section><h2>${title}</h2>\n<pre>${escapeHtml(command)}</pre>${paragraph}</section>`;
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** Sends the request of a typed line. */
import type { SeedLine } from '../../protocol/line-grammar.ts';

/** A connection or a session, as far as lines send requests. */
export interface Requests {
  login(name: string): unknown;
  list(): unknown;
  sendto(name: string, text: string): unknown;
  logout(): unknown;
}

export type RequestLine = Extract<SeedLine, { kind: keyof Requests }>;

export function ask(server: Requests, line: RequestLine): void {
  switch (line.kind) {
    case 'login':
      server.login(line.name);
      break;
    case 'list':
      server.list();
      break;
    case 'sendto':
      server.sendto(line.name, line.text);
      break;
    case 'logout':
      server.logout();
      break;
  }
}

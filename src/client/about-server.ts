/** What a server says of itself in its answer to `hello`. */
import { PASSWORD_BYTES_MIN } from '../protocol/limits.ts';
import type { Reply } from './requests.ts';

export interface AboutServer {
  /** What people call it; null: it has no name of its own. */
  readonly name: string | null;
  /** Of a new password. */
  readonly passwordBytesMin: number;
}

/** Nothing of it is needed: what makes no sense counts as left out. */
export function aboutServer(reply: Reply): AboutServer {
  const { name, passwordMin } = reply.kind === 'ok' ? (reply.data?.json ?? {}) : {};
  const isLength = typeof passwordMin === 'number' && passwordMin > 0;
  return {
    name: typeof name === 'string' && name !== '' ? name : null,
    passwordBytesMin: isLength ? passwordMin : PASSWORD_BYTES_MIN,
  };
}

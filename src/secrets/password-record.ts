/** Password records in PHC string format: `$argon2id$v=19$m=19456,t=2,p=1$salt$hash`. */
import { type PasswordParameters, parametersFit } from './settings.ts';

export interface PasswordRecord {
  readonly parameters: PasswordParameters;
  readonly salt: Uint8Array;
  readonly hash: Uint8Array;
}

const SALT_BYTES_MIN = 8;
const HASH_BYTES_MIN = 16;
/** The longest salt or hash. */
const PART_BYTES_MAX = 64;

const RECORD =
  /^\$argon2id\$v=19\$m=([1-9]\d{0,9}),t=([1-9]\d{0,9}),p=([1-9]\d{0,9})\$([A-Za-z0-9+/]{1,86})\$([A-Za-z0-9+/]{1,86})$/;

export function formatRecord({ parameters, salt, hash }: PasswordRecord): string {
  const { memoryKiB, passes, parallelism } = parameters;
  const work = `m=${memoryKiB},t=${passes},p=${parallelism}`;
  return `$argon2id$v=19$${work}$${encodePart(salt)}$${encodePart(hash)}`;
}

/** Null for an invalid record, and for one whose parameters exceed the limits. */
export function parseRecord(record: string): PasswordRecord | null {
  const [, m, t, p, saltPart = '', hashPart = ''] = RECORD.exec(record) ?? [];
  const parameters = { memoryKiB: Number(m), passes: Number(t), parallelism: Number(p) };
  if (!parametersFit(parameters)) return null;
  const salt = decodePart(saltPart, SALT_BYTES_MIN);
  const hash = decodePart(hashPart, HASH_BYTES_MIN);
  return salt === null || hash === null ? null : { parameters, salt, hash };
}

/** Base64 without padding, as in the PHC format. */
function encodePart(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64').replace(/=+$/, '');
}

function decodePart(part: string, bytesMin: number): Uint8Array | null {
  const bytes = Buffer.from(part, 'base64');
  if (bytes.length < bytesMin || bytes.length > PART_BYTES_MAX) return null;
  // Node also decodes non-canonical base64, and would accept several records as the same one.
  return encodePart(bytes) === part ? bytes : null;
}

/** What is kept of a password: a PHC string, `$argon2id$v=19$m=19456,t=2,p=1$salt$hash`. */
import { type PasswordParameters, parametersFit } from './settings.ts';

export interface PasswordRecord {
  readonly parameters: PasswordParameters;
  readonly salt: Uint8Array;
  readonly hash: Uint8Array;
}

const SALT_BYTES_MIN = 8;
const HASH_BYTES_MIN = 16;
/** Of the salt and of the hash. */
const PART_BYTES_MAX = 64;

const RECORD =
  /^\$argon2id\$v=19\$m=([1-9]\d{0,9}),t=([1-9]\d{0,9}),p=([1-9]\d{0,9})\$([A-Za-z0-9+/]{1,86})\$([A-Za-z0-9+/]{1,86})$/;

export function formatRecord({ parameters, salt, hash }: PasswordRecord): string {
  const { memoryKiB, passes, parallelism } = parameters;
  const work = `m=${memoryKiB},t=${passes},p=${parallelism}`;
  return `$argon2id$v=19$${work}$${encodePart(salt)}$${encodePart(hash)}`;
}

/** Null for what is no such record, and for one that asks for more work than anybody may ask of us. */
export function parseRecord(record: string): PasswordRecord | null {
  const [, m, t, p, saltPart = '', hashPart = ''] = RECORD.exec(record) ?? [];
  const parameters = { memoryKiB: Number(m), passes: Number(t), parallelism: Number(p) };
  if (!parametersFit(parameters)) return null;
  const salt = decodePart(saltPart, SALT_BYTES_MIN);
  const hash = decodePart(hashPart, HASH_BYTES_MIN);
  return salt === null || hash === null ? null : { parameters, salt, hash };
}

/** Base64 without padding, as the PHC format has it. */
function encodePart(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64').replace(/=+$/, '');
}

function decodePart(part: string, bytesMin: number): Uint8Array | null {
  const bytes = Buffer.from(part, 'base64');
  if (bytes.length < bytesMin || bytes.length > PART_BYTES_MAX) return null;
  // Node reads what is not canonical too, and so would take several records for one.
  return encodePart(bytes) === part ? bytes : null;
}

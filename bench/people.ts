/** Registers the people of durable loads: named like the guests, all with one password. */
import { createConnection } from 'node:net';
import { PASSWORD, userName } from './dialects.ts';

/** Server options for the cheapest passwords: logins are not measured. */
export const QUICK_PASSWORDS = ['--password-memory', '8KiB', '--password-passes', '1'] as const;

const ANSWER_MS_MAX = 60_000;

/** Registers users 0 to `count` - 1, and then `others`, over one connection of the line protocol. */
export async function registerPeople(
  port: number,
  count: number,
  others: readonly string[] = [],
): Promise<void> {
  const names = [...Array.from({ length: count }, (_, i) => userName(i)), ...others];
  const socket = createConnection({ host: '127.0.0.1', port });
  const expected = 'Success\nSuccess\n'.repeat(names.length);
  let heard = '';
  const done = new Promise<void>((resolve, reject) => {
    socket.setEncoding('latin1').setTimeout(ANSWER_MS_MAX);
    socket.on('timeout', () => reject(new Error('nobody can be registered: no answer')));
    socket.on('error', reject).on('close', () => reject(new Error('nobody can be registered')));
    socket.on('data', (text: string) => {
      heard += text;
      if (!expected.startsWith(heard)) reject(new Error(`a registration failed: ${heard}`));
      else if (heard === expected) resolve();
    });
  });
  for (const name of names) socket.write(`register ${name} ${PASSWORD}\nlogout\n`);
  await done;
  socket.destroy();
}

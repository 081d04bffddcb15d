/** Test helpers: listeners that record what they hear. */
import { decodeText, encodeText } from './bytes.ts';
import type { ClientFrames } from './client-frames.ts';
import { messageBytes, type ServerFrames, writeMessage } from './server-frames.ts';

/** The SENDTO frame of a message, without any checks. */
export function message(from: string, text: string): Uint8Array {
  const [name, body] = [encodeText(from), encodeText(text)];
  const frame = new Uint8Array(messageBytes(name.length, body.length));
  writeMessage(frame, 0, name, body, 0, body.length);
  return frame;
}

/** Records a client's frames as lines such as `login ["alice"]`. */
export function clientListener(): { log: string[]; listener: ClientFrames } {
  const log: string[] = [];
  const note = (says: string, ...values: unknown[]) => {
    log.push(`${says} ${JSON.stringify(values)}`);
  };
  return {
    log,
    listener: {
      login: (name) => note('login', name),
      list: () => note('list'),
      sendto: (name, bytes, start, end) => note('sendto', name, decodeText(bytes, start, end)),
      logout: () => note('logout'),
      auth: (name, secret) => note('auth', name, secret),
      malformed: (why) => note('malformed', why),
    },
  };
}

/** Records a server's frames as lines such as `message ["alice","hi"]`. */
export function serverListener(): { log: string[]; listener: ServerFrames } {
  const log: string[] = [];
  const note = (says: string, ...values: unknown[]) => {
    log.push(`${says} ${JSON.stringify(values)}`);
  };
  return {
    log,
    listener: {
      response: (result, reason, detail) => note('response', result, reason, detail),
      list: (names) => note('list', names),
      message: (from, text) => note('message', from, text),
      malformed: (why) => note('malformed', why),
    },
  };
}

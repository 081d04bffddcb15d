/** A client of a hub that records all its answers and events, byte for byte. */

import type { Answer, Receipt } from '../../../src/chat/answer.ts';
import type { HubEvent } from '../../../src/chat/delivery/event.ts';
import type { Name } from '../../../src/chat/name.ts';
import { decodeText } from '../../../src/protocol/bytes.ts';
import { Talker } from './talker.ts';

export class Witness extends Talker {
  /** The recorded output in order, until it is `taken`. */
  #written: string[] = [];

  /** Returns the output since the last call. */
  taken(): string[] {
    return this.#written.splice(0);
  }

  #write(kind: string, what: unknown): void {
    this.#written.push(`${kind} ${JSON.stringify(what, readable)}`);
  }

  override answered(number: number, answer: Answer): void {
    const isRoster = typeof answer === 'object' && 'kind' in answer && answer.kind === 'roster';
    this.#write('answer', isRoster ? answer.names.map(({ text }) => text) : answer);
    super.answered(number, answer);
  }

  override message(
    from: Name,
    to: Name,
    bytes: Uint8Array,
    start: number,
    end: number,
    stored: Receipt | null = null,
  ): boolean {
    this.#write('message', [from.text, to.text, decodeText(bytes, start, end), stored]);
    return true;
  }

  override event({ json, text }: HubEvent): boolean {
    this.#write('event', text.length === 0 ? json : [json, text]);
    return true;
  }

  override dismiss(): void {
    this.#write('dismissed', null);
  }
}

function readable(_key: string, value: unknown): unknown {
  return value instanceof Uint8Array ? decodeText(value, 0, value.length) : value;
}

/** The interface of a talker, who sends numbered messages to a room through a bad network, and hears the others'. */

/** The room in which all talk; it is kept, so that missed messages are delivered. */
export const ROOM = '#storm';

/** The text of a message: its sender's name and a number. */
export function line(name: string, number: number): string {
  return `${name} ${number}`;
}

export interface Talker extends AsyncDisposable {
  readonly name: string;
  /** Sends message `number`; resolves when the next may be sent, whether or not it has arrived. */
  say(number: number): Promise<void>;
  /** Resolves when its message `number` was acknowledged. */
  answered(number: number): Promise<void>;
  /** Resolves with the messages that it has shown, in order, once there are `count` of them. */
  heard(count: number): Promise<readonly string[]>;
  /** Errors, for people. */
  failures(): readonly string[];
}

/** Called at once with each connection state that a client shows. */
export type Tell = (state: string) => void;

export function numberOf(text: string): number {
  return Number(text.split(' ')[1]);
}

/** Errors in the order of `texts`: the numbers of each talker must ascend. */
export function disorder(texts: readonly string[]): string[] {
  const last = new Map<string, number>();
  return texts.flatMap((text) => {
    const [name = ''] = text.split(' ');
    const before = last.get(name) ?? 0;
    last.set(name, numberOf(text));
    return numberOf(text) > before ? [] : [`${text} stands behind ${name} ${before}`];
  });
}

/** Somebody who says numbered messages in a room, through a bad network, and hears those of the others. */

/** The room in which all of them talk: kept, so that what was missed comes. */
export const ROOM = '#storm';

/** What everybody says: their name and a number. */
export function line(name: string, number: number): string {
  return `${name} ${number}`;
}

export interface Talker extends AsyncDisposable {
  readonly name: string;
  /** Says it; resolves when the next may be said, whether or not it has arrived. */
  say(number: number): Promise<void>;
  /** Resolves when `number`, which it has said, was answered. */
  answered(number: number): Promise<void>;
  /** What it has shown of what others, or all, have said, in the order of that; `count` of them are to come. */
  heard(count: number): Promise<readonly string[]>;
  /** Whatever went wrong, for people. */
  failures(): readonly string[];
}

/** Tells, at once, of each state that a client shows of its connection. */
export type Tell = (state: string) => void;

export function numberOf(text: string): number {
  return Number(text.split(' ')[1]);
}

/** What is wrong with `texts` as they stand: of each who says them the numbers grow. */
export function disorder(texts: readonly string[]): string[] {
  const last = new Map<string, number>();
  return texts.flatMap((text) => {
    const [name = ''] = text.split(' ');
    const before = last.get(name) ?? 0;
    last.set(name, numberOf(text));
    return numberOf(text) > before ? [] : [`${text} stands behind ${name} ${before}`];
  });
}

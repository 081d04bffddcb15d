/** Network faults ("weather") on a relay, one after the other. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Random } from '../random.ts';
import type { Relay } from '../relay.ts';

/** Disturbs the network until the returned function is called. */
type Weather = (relay: Relay) => () => void | Promise<void>;

const KINDS = {
  fine: () => () => {},
  /** A slow line: every piece takes half a second longer, in each direction. */
  slow: (relay) => {
    relay.delayMs = 500;
    return () => {
      relay.delayMs = 0;
    };
  },
  /** Nothing arrives, then everything at once, as after TCP retransmissions. */
  stuck: (relay) => {
    relay.hold();
    return () => relay.letGo();
  },
  /** A pulled cable, or a router that forgot: existing connections die silently; new ones work. */
  swallowed: (relay) => {
    relay.swallow();
    return () => {};
  },
  /** The same, and connections opened meanwhile are dead too. */
  black: (relay) => {
    relay.swallows = true;
    relay.swallow();
    return () => {
      relay.swallows = false;
    };
  },
  cut: (relay) => {
    relay.cut();
    return () => {};
  },
  reset: (relay) => {
    relay.reset();
    return () => {};
  },
  /** Nothing listens there. */
  refused: (relay) => {
    relay.refuse();
    relay.reset();
    return () => relay.admit();
  },
} satisfies Record<string, Weather>;

export type Kind = keyof typeof KINDS;

export interface Spell {
  readonly kind: Kind;
  readonly ms: number;
}

/** Runs the spells one after the other; calls `tell` as each begins. */
export async function weatherOn(
  relay: Relay,
  spells: readonly Spell[],
  tell: (what: string) => void,
): Promise<void> {
  for (const { kind, ms } of spells) {
    tell(`${kind} for ${(ms / 1000).toFixed(1)} s`);
    const clear = KINDS[kind](relay);
    await sleep(ms);
    await clear();
  }
  tell('fine from now on');
}

/** Random weather for about `ms`: all kinds in each round, with fine weather in between. */
export function weatherFor(ms: number, random: Random): Spell[] {
  const spells: Spell[] = [];
  let left = ms;
  const add = (kind: Kind, least: number, most: number): void => {
    const length = random.between(least, most);
    spells.push({ kind, ms: length });
    left -= length;
  };
  while (left > 0) {
    const round: [Kind, number, number][] = [
      ['slow', 8_000, 15_000],
      ['stuck', 3_000, 9_000],
      // Longer than a client waits, so that it has a new connection when the bytes of the old one arrive.
      ['stuck', 18_000, 25_000],
      ['swallowed', 16_000, 20_000],
      ['black', 15_000, 25_000],
      ['cut', 1_000, 3_000],
      ['reset', 1_000, 3_000],
      ['refused', 3_000, 12_000],
    ];
    while (round.length > 0 && left > 0) {
      const [next] = round.splice(random.below(round.length), 1);
      if (next !== undefined) add(...next);
      add('fine', 4_000, 10_000);
    }
  }
  return spells;
}

/** One short spell of each kind. */
export const SHORT_WEATHER: readonly Spell[] = [
  { kind: 'slow', ms: 1500 },
  { kind: 'stuck', ms: 1500 },
  { kind: 'cut', ms: 1500 },
  { kind: 'reset', ms: 100 },
  { kind: 'refused', ms: 1500 },
];

/** A client of IRC at a hub for guests, for tests of the gateway: it sends lines, and hears lines. */
import assert from 'node:assert/strict';
import { Entrance } from '../../src/chat/entrance.ts';
import type { Hub } from '../../src/chat/hub.ts';
import type { OpenGateway } from '../../src/chat/ports.ts';
import { ircGateway } from '../../src/gateways/irc/irc-gateway.ts';
import { lineGateway } from '../../src/gateways/lines.ts';
import { FakeTransport, guestsHub } from './gateway-transport.ts';

/** The time of every event. */
export const NOW = 1_795_409_400_000;

const SETTINGS = {
  ...{ serverName: 'irc.example', version: '1.0', motd: null, now: () => NOW },
  ...{ oper: true, reload: null, webirc: null, networkName: 'Chinwag' },
};

/** What is asked in a turn of its own has been answered. */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** A hub, and ways to it. */
export class Place {
  readonly hub: Hub = guestsHub();
  readonly #irc: OpenGateway;
  readonly #lines: OpenGateway;

  constructor(settings: Partial<typeof SETTINGS> = {}) {
    const entrance = new Entrance(this.hub);
    this.#irc = ircGateway(entrance, { ...SETTINGS, ...settings });
    this.#lines = lineGateway(entrance);
  }

  /** Somebody who has sent nothing yet. */
  stranger(): IrcPeer {
    return new IrcPeer(this.#irc);
  }

  /** A guest over IRC, with `capabilities`, who has heard the welcome. */
  irc(nick: string, ...capabilities: string[]): IrcPeer {
    const peer = this.stranger();
    peer.send(`NICK ${nick}\r\nUSER ${nick} 0 * :${nick} Real\r\n`);
    if (capabilities.length > 0) peer.send(`CAP REQ :${capabilities.join(' ')}\r\n`);
    const welcome = peer.heard();
    assert.match(welcome.join('\n'), new RegExp(`^:irc.example 001 ${RegExp.escape(nick)} :`));
    return peer;
  }

  /** A guest who types lines. */
  lines(name: string, address?: string): LinesPeer {
    const peer = new LinesPeer(this.#lines, address);
    assert.deepEqual(peer.says(`login ${name}`), ['Success']);
    return peer;
  }
}

export class IrcPeer extends FakeTransport {
  /** What is heard after lines were sent. */
  says(...lines: string[]): string[] {
    this.send(lines.map((line) => `${line}\r\n`).join(''));
    return this.heard();
  }

  /** What has been heard since the last call, without tags that differ from run to run. */
  heard(): string[] {
    const text = this.take().toString();
    assert.ok(text === '' || text.endsWith('\r\n'), text);
    return text.split('\r\n').slice(0, -1);
  }
}

/** Somebody who types lines. */
export class LinesPeer extends FakeTransport {
  says(line: string): string[] {
    this.send(`${line}\n`);
    return this.heard();
  }

  heard(): string[] {
    return this.take().toString().split('\n').slice(0, -1);
  }
}

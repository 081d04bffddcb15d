/** A placeholder for the IRC gateway: it answers, in IRC's own form, that IRC is not supported yet. */
import type { Gateway, OpenGateway, Transport } from '../chat/ports.ts';
import { copyBytes, encodeText } from '../protocol/bytes.ts';
import { reasonTexts } from '../protocol/frames.ts';

const NOT_YET = 'this server does not speak IRC yet';

class IrcGateway implements Gateway {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  data(): void {
    const { refusal } = this.#transport;
    // RFC 2812 section 3.7.4.
    const why = refusal === null ? NOT_YET : reasonTexts[refusal];
    const error = encodeText(`ERROR :Closing link: ${why}\r\n`);
    const at = this.#transport.reserve(error.length);
    copyBytes(error, 0, error.length, this.#transport.output, at);
    this.#transport.end('speaks IRC, which is not spoken here yet');
  }

  resume(): void {}

  ended(): void {}

  closed(): void {}
}

export const ircGateway: OpenGateway = (transport) => new IrcGateway(transport);

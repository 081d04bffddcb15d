/** The place of the IRC gateway: for now it says, in IRC's own form, that IRC is not spoken yet. */
import type { Gateway, OpenGateway, Transport } from '../chat/ports.ts';
import { copyBytes, encodeText } from '../protocol/bytes.ts';

/** RFC 2812 section 3.7.4. */
const ERROR = encodeText('ERROR :Closing link: this server does not speak IRC yet\r\n');

class IrcGateway implements Gateway {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  data(): void {
    const at = this.#transport.reserve(ERROR.length);
    copyBytes(ERROR, 0, ERROR.length, this.#transport.output, at);
    this.#transport.end('speaks IRC, which is not spoken here yet');
  }

  resume(): void {}

  ended(): void {}

  closed(): void {}
}

export const ircGateway: OpenGateway = (transport) => new IrcGateway(transport);

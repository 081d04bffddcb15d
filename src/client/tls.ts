/** The transport over TLS, for Node. */
import { createHash, type X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';
import {
  connect,
  createSecureContext,
  getCACertificates,
  type SecureContext,
  type TLSSocket,
} from 'node:tls';
import { CIPHER_SUITES } from '../protocol/cipher-suites.ts';
import { formatFingerprint } from '../protocol/fingerprint.ts';
import { inWords, SOCKET_OPTIONS, SocketTransport } from './socket-transport.ts';
import type { OpenTransport } from './transport.ts';

/** The identity that the server claims. */
export interface ServerIdentity {
  /** The fingerprint of its public key: `SHA256:…`. */
  readonly fingerprint: string;
  /** Why its certificate proves nothing, in words; null if it was verified for the host that was dialled. */
  readonly problem: string | null;
}

/** Resolves with why the server is not trusted, or null; `signal` aborts when the answer no longer matters. */
export type Trust = (identity: ServerIdentity, signal: AbortSignal) => Promise<string | null>;

/** Opens transports to `host`:`port` over TLS, each ready once `trust` accepts the server. */
export function tlsTransport(host: string, port: number, trust: Trust): OpenTransport {
  let context: SecureContext | undefined;
  return (events) => {
    context ??= createSecureContext({
      ca: authorities(),
      minVersion: 'TLSv1.2',
      ciphers: CIPHER_SUITES,
    });
    const socket = connect({
      ...SOCKET_OPTIONS,
      host,
      port,
      // RFC 6066 section 3: addresses are not names.
      ...(isIP(host) === 0 ? { servername: host } : {}),
      secureContext: context,
      // `trust` judges the certificate, before anything else is read or written.
      rejectUnauthorized: false,
    });
    return new SocketTransport(socket, events, {
      event: 'secureConnect',
      trust: (signal) => trust(identityOf(socket, host), signal),
      inWords: tlsInWords,
    });
  };
}

/** Certificate authorities of the system, of Node, and of NODE_EXTRA_CA_CERTS. */
function authorities(): string[] {
  return [...new Set([...getCACertificates('default'), ...getCACertificates('system')])];
}

function identityOf(socket: TLSSocket, host: string): ServerIdentity {
  // The certificate is there: only ciphers that neither side offers go without.
  const { publicKey } = socket.getPeerX509Certificate() as X509Certificate;
  const digest = createHash('sha256')
    .update(publicKey.export({ type: 'spki', format: 'der' }))
    .digest();
  return {
    fingerprint: formatFingerprint(digest),
    problem: socket.authorized ? null : problem(String(socket.authorizationError), host),
  };
}

function problem(code: string, host: string): string {
  switch (code) {
    case 'DEPTH_ZERO_SELF_SIGNED_CERT':
      return 'it is signed by nobody but itself';
    case 'SELF_SIGNED_CERT_IN_CHAIN':
    case 'UNABLE_TO_GET_ISSUER_CERT':
    case 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY':
    case 'UNABLE_TO_VERIFY_LEAF_SIGNATURE':
      return 'no authority that this system knows has signed it';
    case 'CERT_HAS_EXPIRED':
      return 'it has expired';
    case 'CERT_NOT_YET_VALID':
      return 'it is not valid yet';
    case 'ERR_TLS_CERT_ALTNAME_INVALID':
      return `it is not for ${host}`;
    default:
      return code;
  }
}

function tlsInWords(error: NodeJS.ErrnoException): string {
  const { code = '', message } = error;
  // Node's message for a connection that ends during the handshake.
  if (message.includes('before secure TLS connection was established')) {
    return 'the server closed the connection during the TLS handshake; perhaps it does not speak TLS';
  }
  if (code === 'ERR_SSL_WRONG_VERSION_NUMBER' || code === 'ERR_SSL_PACKET_LENGTH_TOO_LONG') {
    return 'what listens there does not speak TLS';
  }
  if (code.startsWith('ERR_SSL_')) {
    const { reason = message } = error as { reason?: string };
    return `the TLS handshake failed (${reason})`;
  }
  return inWords(error);
}

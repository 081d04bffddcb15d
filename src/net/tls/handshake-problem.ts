/** Explains failed TLS handshakes for the log. */

/** OpenSSL's reasons with a cause worth naming. */
const CAUSES: Readonly<Record<string, string>> = {
  ERR_SSL_UNSUPPORTED_PROTOCOL: 'the client offers nothing newer than TLS 1.1',
  ERR_SSL_NO_SHARED_CIPHER: 'no cipher in common',
  ERR_SSL_NO_SUITABLE_SIGNATURE_ALGORITHM: 'no signature algorithm in common',
  ERR_SSL_NO_APPLICATION_PROTOCOL: 'the client asks for a protocol (ALPN) other than http/1.1',
  ERR_SSL_TLSV1_ALERT_UNKNOWN_CA: 'the client does not trust the certificate',
  ECONNRESET: 'closed by the client',
  EPIPE: 'closed by the client',
};

export function handshakeProblem(error: Error & { code?: string; reason?: string }): string {
  return CAUSES[error.code ?? ''] ?? error.reason ?? error.message;
}

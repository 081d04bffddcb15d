/**
 * The cipher suites of both sides: all of TLS 1.3, and of TLS 1.2 those with forward secrecy and authenticated
 * encryption (RFC 9325 section 4.2), so that a key stolen later decrypts nothing recorded earlier. In OpenSSL's syntax.
 */
export const CIPHER_SUITES = [
  ...['TLS_AES_256_GCM_SHA384', 'TLS_CHACHA20_POLY1305_SHA256', 'TLS_AES_128_GCM_SHA256'],
  ...['ECDHE+AESGCM', 'ECDHE+CHACHA20'],
].join(':');

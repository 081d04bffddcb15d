/**
 * What both sides speak of TLS: all of TLS 1.3, and of TLS 1.2 what has forward secrecy and authenticates what it encrypts
 * (RFC 9325 section 4.2). A key that is stolen later opens nothing that was said before. As OpenSSL writes it.
 */
export const CIPHER_SUITES = [
  ...['TLS_AES_256_GCM_SHA384', 'TLS_CHACHA20_POLY1305_SHA256', 'TLS_AES_128_GCM_SHA256'],
  ...['ECDHE+AESGCM', 'ECDHE+CHACHA20'],
].join(':');

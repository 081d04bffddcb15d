/** The close codes and reasons of WebSockets (RFC 6455 section 7.4). */

export const CloseCode = {
  goingAway: 1001,
  protocolError: 1002,
  unsupportedData: 1003,
  policyViolation: 1008,
} as const;

/** The longest reason (RFC 6455 section 5.5). */
const REASON_BYTES_MAX = 123;

/** The close code for the reason `why` of a transport. */
export function closeCode(why: string): number {
  if (why === 'server shutting down') return CloseCode.goingAway;
  if (why.includes('malformed')) return CloseCode.protocolError;
  return CloseCode.policyViolation;
}

/** `why`, cut to fit a close frame. */
export function closeReason(why: string): string {
  return Buffer.byteLength(why) <= REASON_BYTES_MAX ? why : '';
}

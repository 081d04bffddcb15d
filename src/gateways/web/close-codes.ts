/** Why a WebSocket is closed, as its peer is told (RFC 6455 section 7.4). */

export const CloseCode = {
  goingAway: 1001,
  protocolError: 1002,
  unsupportedData: 1003,
  policyViolation: 1008,
} as const;

/** A reason has at most this many bytes (RFC 6455 section 5.5). */
const REASON_BYTES_MAX = 123;

/** The code for `why` a transport is ended. */
export function closeCode(why: string): number {
  if (why === 'server shutting down') return CloseCode.goingAway;
  if (why.includes('malformed')) return CloseCode.protocolError;
  return CloseCode.policyViolation;
}

/** `why` as the reason of a close frame. */
export function closeReason(why: string): string {
  return Buffer.byteLength(why) <= REASON_BYTES_MAX ? why : '';
}

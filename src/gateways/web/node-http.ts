/**
 * What the gateway uses of node:http. An import would touch everything that node:http exports, and so load all of
 * undici, which is a tenth of the time to start.
 */
export const { createServer, STATUS_CODES } = process.getBuiltinModule('node:http');

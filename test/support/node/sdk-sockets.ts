/**
 * Gives the SDK sockets that behave as a browser's: one that is closed while it still connects says nothing. `ws`, which
 * the SDK takes otherwise, emits an error by then that nobody hears, and that would end the process.
 */
import { WebSocket } from 'ws';

class QuietWebSocket extends WebSocket {
  constructor(address: string | URL, protocols?: string | string[]) {
    super(address, protocols);
    this.on('error', () => undefined);
  }
}

Object.assign(globalThis, { WebSocket: QuietWebSocket });

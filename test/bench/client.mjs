/**
 * A client that costs next to nothing, so that a measurement tells of the server: connections that stay open, each with one
 * request at a time, whose bytes are always the same.
 */
import { once } from 'node:events';
import { connect } from 'node:net';

const END_OF_HEAD = '\r\n\r\n';
const END_OF_CHUNKS = '0\r\n\r\n';

/**
 * @param {string} origin
 * @param {string} request All of it, head and body.
 * @param {number} connections Requests that may be open at a time; more of them wait.
 */
export async function openClient(origin, request, connections) {
  const { hostname, port } = new URL(origin);
  const bytes = Buffer.from(request);
  const idle = [];
  const waiting = [];
  const sockets = Array.from({ length: connections }, () => connect(Number(port), hostname));
  await Promise.all(sockets.map((socket) => once(socket, 'connect')));
  for (const socket of sockets) use(socket);

  function use(socket) {
    let answer = null;
    let parts = [];
    let length = 0;
    socket.setNoDelay(true);
    socket.on('data', (part) => {
      parts.push(part);
      length += part.length;
      if (!isWhole(parts, length)) return;
      const status = Number(parts[0].latin1Slice(9, 12));
      parts = [];
      length = 0;
      const { resolve } = answer;
      answer = null;
      next();
      resolve(status);
    });
    socket.on('error', () => undefined);
    socket.on('close', () => answer?.reject(new Error('The connection was closed.')));
    const send = (asked) => {
      answer = asked;
      if (socket.destroyed) asked.reject(new Error('The connection was closed before.'));
      else socket.write(bytes);
    };
    const next = () => (waiting.length > 0 ? send(waiting.shift()) : idle.push(send));
    next();
  }

  return {
    /** @returns {Promise<number>} The status, when all of the answer is there. */
    ask: () =>
      new Promise((resolve, reject) => {
        const asked = { resolve, reject };
        // In turn, so that none is idle until the server closes it.
        if (idle.length > 0) idle.shift()(asked);
        else waiting.push(asked);
      }),
    close() {
      for (const socket of sockets) socket.destroy();
    },
  };
}

function isWhole(parts, length) {
  // The head always comes in the first part: it is short, and the server sends it with what follows.
  const [first] = parts;
  const end = first.indexOf(END_OF_HEAD);
  if (end === -1) return false;
  const stated = /^content-length: (\d+)/im.exec(first.latin1Slice(0, end));
  if (stated) return length >= end + END_OF_HEAD.length + Number(stated[1]);
  return parts.at(-1).subarray(-END_OF_CHUNKS.length).toString('latin1') === END_OF_CHUNKS;
}

/**
 * Who a request comes from, and under which address the browser sees this server, when proxies stand between. What their
 * headers say counts only when the other end of the connection is a proxy that the operator named.
 */
import type { IncomingMessage } from 'node:http';
import { BlockList, isIP } from 'node:net';

/** What the connection and the trusted headers say. */
export interface Arrival {
  /** Address of the client, or of the last proxy that is not trusted. */
  readonly address: string | undefined;
  /** Scheme and host as the browser asked for them; `null`: as they arrived. */
  readonly origin: string | null;
}

/** @param proxies Addresses and networks, `10.0.0.0/8`. @throws {Error} naming the one that is neither. */
export function createArrivalReader(proxies: readonly string[]): (incoming: IncomingMessage) => Arrival {
  const trusted = new BlockList();
  for (const proxy of proxies) addProxy(trusted, proxy);
  const isTrusted = (address: string) => trusted.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');

  return ({ socket, headers }) => {
    if (proxies.length === 0) return { address: socket.remoteAddress, origin: null };
    let address = plain(socket.remoteAddress ?? '');
    if (!isIP(address) || !isTrusted(address)) return { address: socket.remoteAddress, origin: null };
    // From right to left, each entry was written by the proxy after it; the first that is no proxy of ours is the client.
    for (const hop of listOf(headers['x-forwarded-for']).reverse()) {
      if (!isIP(plain(hop))) break;
      address = plain(hop);
      if (!isTrusted(address)) break;
    }
    const scheme = listOf(headers['x-forwarded-proto']).at(-1);
    const host = listOf(headers['x-forwarded-host']).at(-1) ?? headers.host;
    const origin = `${scheme ?? 'http'}://${host ?? ''}`;
    const isOrigin = /^https?:\/\/[^/\s]+$/.test(origin) && URL.canParse(origin);
    return { address, origin: isOrigin ? new URL(origin).origin : null };
  };
}

function addProxy(trusted: BlockList, proxy: string): void {
  const [address = '', bits] = proxy.split('/', 2);
  const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
  const isBits = bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 'ipv6' ? 128 : 32));
  if (!isIP(address) || !isBits) throw new Error(`"${proxy}" is neither an address nor a network such as 10.0.0.0/8.`);
  if (bits === undefined) trusted.addAddress(address, family);
  else trusted.addSubnet(address, Number(bits), family);
}

/** IPv4 as it arrives at a socket that takes IPv6 too. */
function plain(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/i, '');
}

function listOf(header: string | string[] | undefined): string[] {
  return String(header ?? '')
    .split(',')
    .flatMap((item) => item.trim() || []);
}

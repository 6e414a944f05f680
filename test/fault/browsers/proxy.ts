/** Stands between a browser and the companion, and cuts what passes. Knows bytes, not what they mean. */
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

export interface Proxy {
  readonly origin: string;
  /** Whether connections are taken. Those that are open when it becomes `false` are cut. */
  isUp: boolean;
  close(): Promise<void>;
}

/** @param port Where the companion listens. */
export async function startProxy(port: number): Promise<Proxy> {
  const open = new Set<Socket>();
  let isUp = true;
  const server = createServer((browser) => {
    if (!isUp) {
      browser.destroy();
      return;
    }
    const companion = connect(port, '127.0.0.1');
    for (const [one, other] of [
      [browser, companion],
      [companion, browser],
    ] as const) {
      open.add(one);
      one.pipe(other);
      one.on('error', () => undefined);
      one.on('close', () => {
        open.delete(one);
        other.destroy();
      });
    }
  });
  const cut = (): void => {
    for (const socket of open) socket.destroy();
  };
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    get isUp() {
      return isUp;
    },
    set isUp(value) {
      isUp = value;
      if (!isUp) cut();
    },
    close() {
      cut();
      return new Promise((resolve) =>
        server.close(() => {
          resolve();
        }),
      );
    },
  };
}

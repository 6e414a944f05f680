/** A site of somebody else's, which carries the chat and stays where it is when the chat's server does not. */
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DEMO_ACCOUNT } from '../../src/server/accounts.js';

/** Compiled, this file lies in `build/test/e2e/`. */
const FILES = new URL('../../../dist/cdn/', import.meta.url);

export interface Site {
  readonly url: string;
  close(): Promise<void>;
}

/** @param server Origin of the chat's server. The site hosts the element's files itself. */
export async function startSite(server: string): Promise<Site> {
  const page = `<!doctype html><title>Site</title>
    <script type="module" src="/missive-chat.js"></script>
    <missive-chat account="${DEMO_ACCOUNT.id}" server="${server}"
      support='{"email":"help@example.com","phone":"+32 2 555 01 01"}'></missive-chat>`;
  const site = createServer((request, response) => {
    const path = (request.url ?? '/').slice(1);
    const isPage = path === '';
    response.setHeader('Content-Type', isPage ? 'text/html' : 'text/javascript');
    void (isPage ? Promise.resolve(page) : readFile(new URL(path, FILES))).then(
      (content) => response.end(content),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${String((site.address() as AddressInfo).port)}/`,
    close: () =>
      new Promise((resolve) => {
        site.closeAllConnections();
        site.close(() => {
          resolve();
        });
      }),
  };
}

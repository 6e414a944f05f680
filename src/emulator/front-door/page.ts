/** The page at `/`: what is stored, and a form to write as anybody. */
import type { Door } from './answer.js';
import { callRest } from './credentials.js';
import { PAGE_HTML, PAGE_SCRIPT, PAGE_STYLE } from './page-files.js';

const FILES: Readonly<Record<string, readonly [string, string]>> = {
  '/': ['text/html; charset=utf-8', PAGE_HTML],
  '/page.js': ['text/javascript; charset=utf-8', PAGE_SCRIPT],
  '/page.css': ['text/css; charset=utf-8', PAGE_STYLE],
};

const HEADERS = {
  'Content-Security-Policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'",
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cache-Control': 'no-store',
};

export async function answerPage(door: Door, request: Request, url: URL): Promise<Response> {
  const file = FILES[url.pathname];
  if (file && request.method === 'GET') {
    return new Response(file[1], { headers: { ...HEADERS, 'Content-Type': file[0] } });
  }
  const isOwnPage = (request.headers.get('Sec-Fetch-Site') ?? 'same-origin') === 'same-origin';
  if (url.pathname === '/page/rows' && request.method === 'GET' && isOwnPage) {
    const rows = door.emulator.snapshot().filter(({ kind }) => kind !== 'key' && kind !== 'sync_event');
    return Response.json(
      rows.map(({ kind, value }) => ({ kind, ...shown(kind, value) })),
      { headers: HEADERS },
    );
  }
  if (url.pathname === '/page/messages' && request.method === 'POST' && isOwnPage) return write(door, request);
  return new Response('There is nothing here.', { status: 404, headers: HEADERS });
}

/** A row without the bytes of a file. */
function shown(kind: string, value: string): object {
  const row = JSON.parse(value) as Record<string, unknown>;
  return kind === 'media' ? { ...row, content: '…' } : row;
}

/** The form: a message of anybody in any conversation. JSON, so that no other page can send it. */
async function write({ emulator }: Door, request: Request): Promise<Response> {
  const isJson = request.headers.get('Content-Type') === 'application/json';
  const { service, conversation, author, body } = (isJson ? await request.json() : {}) as Record<string, unknown>;
  const path = [service, conversation].map((part) => encodeURIComponent(String(part)));
  const url = `https://conversations.twilio.com/v1/Services/${path[0] ?? ''}/Conversations/${path[1] ?? ''}/Messages`;
  const fields = new URLSearchParams({ Author: String(author), Body: String(body) });
  // Whoever plays a user wants the webhooks to hear of it.
  const headers = { 'X-Twilio-Webhook-Enabled': 'true' };
  const answer = await callRest(emulator, url, { method: 'POST', headers, body: fields });
  return new Response(await answer.text(), { status: answer.status, headers: HEADERS });
}

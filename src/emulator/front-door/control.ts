/**
 * Faults and the other side over HTTP, for tests in any language. There only when it was asked for. A page of another
 * origin cannot use it: requests are JSON, and nothing here answers a preflight.
 */
import { readFaultRule } from '../faults/read-rule.js';
import type { Snapshot } from '../index.js';
import type { Door } from './answer.js';

type Body = Readonly<Record<string, unknown>>;

export async function answerControl({ emulator }: Door, request: Request, url: URL): Promise<Response> {
  const action = `${request.method} ${url.pathname.slice('/control'.length)}`;
  try {
    if (action === 'GET /snapshot') return Response.json(emulator.snapshot());
    if (action === 'DELETE /faults') {
      emulator.faults.clear();
      return new Response(null, { status: 204 });
    }
    if (request.method !== 'POST') return refuse(404, `There is no ${action}.`);
    if (request.headers.get('Content-Type')?.split(';', 1)[0] !== 'application/json') {
      return refuse(415, 'Send application/json.');
    }
    const body: unknown = await request.json();
    return act(emulator, action, body) ? new Response(null, { status: 204 }) : refuse(404, `There is no ${action}.`);
  } catch (error) {
    return refuse(400, (error as Error).message);
  }
}

/** @returns Whether there is such an action. */
function act({ faults, simulate, reset }: Door['emulator'], action: string, body: unknown): boolean {
  const fields = (typeof body === 'object' && body !== null ? body : {}) as Body;
  const identity = typeof fields['identity'] === 'string' ? fields['identity'] : undefined;
  switch (action) {
    case 'POST /faults':
      faults.add(readFaultRule(body));
      return true;
    case 'POST /script':
      if (!Array.isArray(body)) throw new Error('A script is a list of rules.');
      faults.script(body.map(readFaultRule));
      return true;
    case 'POST /clock':
      faults.jumpClock(number(fields, 'ms'));
      return true;
    case 'POST /drop':
      simulate.dropConnections(identity);
      return true;
    case 'POST /silence':
      simulate.silenceConnections(identity);
      return true;
    case 'POST /end':
      simulate.endSessions({ code: number(fields, 'code'), status: 'SIMULATED' }, identity);
      return true;
    case 'POST /typing':
      simulate.typing(String(fields['conversation']), identity ?? '');
      return true;
    case 'POST /reset':
      reset(Array.isArray(body) ? (body as Snapshot) : undefined);
      return true;
    default:
      return false;
  }
}

function number(fields: Body, name: string): number {
  const value = fields[name];
  if (typeof value !== 'number') throw new Error(`"${name}" is no number.`);
  return value;
}

function refuse(status: number, message: string): Response {
  return Response.json({ message }, { status });
}

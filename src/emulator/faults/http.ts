/** Carries out a fault on a request over HTTP. */
import { delay, type Clock } from '../clock.js';
import type { Fault } from './fault.js';

/** Thrown in place of an answer: whoever owns the connection cuts it. */
export class ConnectionCut extends TypeError {
  constructor() {
    super('The emulator cut the connection.');
  }
}

/** @param execute - Carries the request out. */
export async function playOverHttp(
  fault: Fault | null,
  clock: Clock,
  execute: () => Promise<Response>,
): Promise<Response> {
  switch (fault?.kind) {
    case 'drop':
      throw new ConnectionCut();
    case 'execute-and-drop':
      await execute();
      throw new ConnectionCut();
    case 'execute-no-reply':
      await execute();
      return never();
    case 'no-reply':
    case 'half-open':
      return never();
    case 'cut':
      return cutShort(await execute(), fault.afterBytes);
    case 'delay': {
      const response = await execute();
      await delay(clock, fault.ms);
      return response;
    }
    case 'late':
      clock.after(fault.ms, () => void execute());
      throw new ConnectionCut();
    case 'status': {
      const { status, code = status, message = 'Simulated failure' } = fault;
      return Response.json({ status, code, message, more_info: '' }, { status });
    }
    default:
      return execute();
  }
}

function never(): Promise<never> {
  return new Promise(() => undefined);
}

async function cutShort(response: Response, afterBytes: number): Promise<Response> {
  const whole = new Uint8Array(await response.arrayBuffer());
  let isSent = afterBytes === 0;
  const body = new ReadableStream<Uint8Array>({
    // In two steps, because an error throws away what was not read yet.
    pull(controller) {
      if (isSent) controller.error(new ConnectionCut());
      else controller.enqueue(whole.slice(0, afterBytes));
      isSent = true;
    },
  });
  const headers = new Headers(response.headers);
  headers.set('Content-Length', String(whole.byteLength));
  return new Response(body, { status: response.status, headers });
}

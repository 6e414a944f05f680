/** The HTTP request inside a Twilsock `message` frame. */
import { answerClient, refuseHaste } from '../client/answer.js';
import type { Caller } from '../client/caller.js';
import { TwilioError } from '../errors.js';
import { formFields } from '../form-fields.js';
import { errorBody, type Answer, type Call } from '../router.js';
import { answerSync } from '../sync/answer.js';
import { parseObject, type Frame } from './frame.js';

/** Carries the request out, at once unless a hook has to be asked. The host in the frame says the product, and so does the path; the path is believed. */
export function answerRequest(caller: Caller, call: Call): Answer | Promise<Answer> {
  if (/^\/v[34]\//.test(call.path)) return answerSync(caller, call);
  return refuseHaste(caller, call) ?? caller.world.hooks.deliberate(() => carryOut(caller, call));
}

function carryOut(caller: Caller, call: Call): Answer {
  try {
    return caller.world.journal.perform(() => answerClient(caller, call));
  } catch (error) {
    if (error instanceof TwilioError) return { status: error.status, body: errorBody(error) };
    throw error;
  }
}

/** Reads the request out of its frame. */
export function readCall({ header, payload }: Frame): Call {
  const request = asObject(header['http_request']);
  const headers = Object.entries(asObject(request['headers'])).map(([name, value]) => [
    name.toLowerCase(),
    String(value),
  ]);
  const type = header['payload_type'];
  return {
    method: String(request['method']),
    path: String(request['path']),
    query: readQuery(asObject(request['params'])),
    body: readBody(typeof type === 'string' ? type : '', payload.toString('utf8')),
    headers: Object.fromEntries(headers) as Record<string, string>,
  };
}

/** Values come as they stood in the address, percent-encoded; a repeated one is an array. */
function readQuery(parameters: Readonly<Record<string, unknown>>): URLSearchParams {
  const pairs = Object.entries(parameters).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value]).map((one) => `${name}=${String(one)}`),
  );
  return new URLSearchParams(pairs.join('&'));
}

function readBody(type: string, text: string): Readonly<Record<string, unknown>> {
  if (type.startsWith('application/x-www-form-urlencoded')) return formFields(new URLSearchParams(text));
  return parseObject(text) ?? {};
}

function asObject(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

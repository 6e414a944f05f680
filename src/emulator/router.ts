/**
 * Finds the handler of a request. Knows paths and how an error is answered, not what the requests are about. Serves the
 * three interfaces alike: REST, the SDK's own and Sync. Handlers are synchronous, so what one socket asks is carried out
 * in the order in which it asked.
 */
import { TwilioError } from './errors.js';

/** A request, whichever way it came: over HTTP or inside a Twilsock frame. */
export interface Call {
  readonly method: string;
  /** Percent-encoded, without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** Fields of a JSON or form body; a form's repeated field is an array. */
  readonly body: Readonly<Record<string, unknown>>;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
}

export interface Answer {
  readonly status: number;
  readonly body?: unknown;
  /** Runs as soon as the answer is on its way. */
  readonly afterwards?: () => void;
}

type ParameterNames<Path extends string> = Path extends `${string}:${infer Name}/${infer Rest}`
  ? Name | ParameterNames<Rest>
  : Path extends `${string}:${infer Name}`
    ? Name
    : never;

/** `context` is whatever the interface knows about the caller. */
export type Handler<Context, Names extends string = string> = (
  context: Context,
  call: Call,
  parameters: Readonly<Record<Names, string>>,
) => Answer;

interface Route<Context> {
  readonly method: string;
  readonly segments: readonly string[];
  readonly handler: Handler<Context>;
}

export class Router<Context> {
  readonly #routes: Route<Context>[] = [];

  /** Adds a route; `:name` stands for one segment of the path. */
  on<Path extends string>(method: string, path: Path, handler: Handler<Context, ParameterNames<Path>>): this {
    this.#routes.push({ method, segments: path.split('/'), handler: handler });
    return this;
  }

  /** Answers in any case; errors become Twilio's JSON. */
  answer(context: Context, call: Call): Answer {
    try {
      const segments = call.path.split('/').map(decodeSegment);
      for (const route of this.#routes) {
        const parameters = route.method === call.method ? match(route.segments, segments) : null;
        if (parameters) return route.handler(context, call, parameters);
      }
      throw new TwilioError('not-found');
    } catch (error) {
      if (error instanceof TwilioError) return { status: error.status, body: errorBody(error) };
      throw error;
    }
  }
}

/** The body of an error, as Twilio writes it. */
export function errorBody(error: TwilioError) {
  const { code, message, status } = error;
  return { code, message, more_info: `https://www.twilio.com/docs/errors/${code}`, status };
}

function match(pattern: readonly string[], segments: readonly string[]): Record<string, string> | null {
  if (pattern.length !== segments.length) return null;
  const parameters: Record<string, string> = {};
  for (const [position, expected] of pattern.entries()) {
    const segment = segments[position] ?? '';
    if (expected.startsWith(':')) parameters[expected.slice(1)] = segment;
    else if (expected !== segment) return null;
  }
  return parameters;
}

function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    throw new TwilioError('bad-parameter', 'The path is not well-formed.');
  }
}

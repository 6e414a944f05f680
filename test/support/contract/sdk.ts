/** The real Twilio SDK, for tests on Node and in browsers: connects it to an emulator and waits for what it says. */
import { Client, type ClientOptions } from '@twilio/conversations';

/** An object of the SDK that emits events. Its own declarations tie the listener's type to each event's name. */
interface Emitter {
  on(event: string, listener: (...values: never[]) => void): unknown;
  removeListener(event: string, listener: (...values: never[]) => void): unknown;
}

/** How long a fact may take before the test fails. In milliseconds. */
const PATIENCE_MS = 8_000;

/**
 * A client that reconnects quickly and writes nothing to the console. It may not be connected yet.
 *
 * @param socketUri - Without one it goes to Twilio itself.
 */
export function newClient(socketUri: string | undefined, token: string): Client {
  const options = {
    ...(socketUri !== undefined && { Twilsock: { uri: socketUri } }),
    // Honoured by the SDK although its types do not have it.
    retryPolicy: { min: 50, max: 200, randomness: 0 },
    logLevel: 'silent',
  };
  return new Client(token, options as ClientOptions);
}

/**
 * A client that is initialised and has read its list of conversations. One that is shut down before that rejects a promise
 * which nobody holds.
 */
export async function connectedClient(socketUri: string | undefined, token: string): Promise<Client> {
  const client = newClient(socketUri, token);
  await nextEvent(client, 'initialized');
  await client.getSubscribedConversations();
  return client;
}

/** The value of the next event of that name that passes the test. */
export function nextEvent<Value = unknown>(
  emitter: unknown,
  event: string,
  isExpected: (value: Value) => boolean = () => true,
): Promise<Value> {
  const source = emitter as Emitter;
  return new Promise((resolve, reject) => {
    const listener = (value: Value) => {
      if (isExpected(value)) finish(() => resolve(value));
    };
    const timer = setTimeout(() => finish(() => reject(new Error(`"${event}" did not come.`))), PATIENCE_MS);
    const finish = (settle: () => void) => {
      clearTimeout(timer);
      source.removeListener(event, listener);
      settle();
    };
    source.on(event, listener);
  });
}

/** An emulator in the process of the runner, as a test in the browser moves it. */
import { executeServerCommand } from '@web/test-runner-commands';
import type { EmulatorHost } from '../contract/emulator-host.js';

export async function startEmulatorHost(): Promise<EmulatorHost & { close(): Promise<void> }> {
  const id = await executeServerCommand<string, null>('emulator:start', null);
  return new Proxy({} as EmulatorHost & { close(): Promise<void> }, {
    get(_target, name) {
      // Whoever awaits this object asks whether it is a promise.
      if (typeof name !== 'string' || name === 'then') return undefined;
      return (...values: unknown[]) => executeServerCommand(`emulator:${name}`, { id, values });
    },
  });
}

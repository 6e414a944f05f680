/** Who of the team is there, as the message service knows it. Called by the session with every new line. */
import type { Store } from '../state/store.js';
import type { Transport } from '../transport/transport.js';

/**
 * Reports whether anybody of the team is there, now and at every change.
 *
 * @param isScheduled Whether office hours decide it, whoever is connected.
 * @returns A function that stops it.
 */
export async function watchTeam(
  transport: Transport,
  store: Store,
  sid: string,
  isScheduled: () => boolean,
): Promise<() => void> {
  const others = (await transport.participants(sid)).filter((identity) => identity !== store.state.identity);
  const isThere = new Map<string, boolean>();
  const stops = others.map((identity) =>
    transport.watchPresence(identity, (isOnline) => {
      isThere.set(identity, isOnline);
      const isAnybody = [...isThere.values()].includes(true);
      // That nobody is there is known only when all have been asked.
      if (isScheduled() || (!isAnybody && isThere.size < others.length)) return;
      store.report({ type: 'availability-told', availability: isAnybody ? 'online' : 'offline' });
    }),
  );
  return () => {
    for (const stop of stops) stop();
  };
}

/** The real SDK against the emulator, for the contract of transports. */
import type { Client } from '@twilio/conversations';
import { connect } from '../../../src/transport/twilio.js';
import type { ContractWorld } from '../contract/transport-contract.js';
import type { FaultRule } from '../../../src/emulator/index.js';
import { startEmulator } from './emulator.js';
import { connectedClient } from './sdk.js';

const VISITOR = 'v_visitor';

const FAULTS: Readonly<Record<'refused' | 'unavailable' | 'lost', FaultRule['fault']>> = {
  refused: { kind: 'status', status: 403 },
  unavailable: { kind: 'status', status: 429 },
  lost: { kind: 'execute-and-drop' },
};

export async function startEmulatedWorld(): Promise<ContractWorld & { close(): Promise<void> }> {
  const fixture = await startEmulator();
  const { service, emulator, socketUri } = fixture;
  const { sid } = await service.conversations.create({ uniqueName: VISITOR });
  const conversation = service.conversations(sid);
  for (const identity of [VISITOR, 't_team']) await conversation.participants.create({ identity });
  const team = new Map<string, Client>();
  return {
    connect,
    endpoint: { socket: socketUri },
    visitor: VISITOR,
    conversation: sid,
    token: () => fixture.token(VISITOR),
    badToken: () => fixture.token(VISITOR, { secret: 'wrong' }),
    async write(...bodies) {
      for (const body of bodies) await conversation.messages.create({ author: 't_team', body });
    },
    stored: async () => (await conversation.messages.list()).map(({ body }) => body),
    failNextSend(fault) {
      emulator.faults.add({ at: 'request', method: 'POST', path: '/Messages', times: 1, fault: FAULTS[fault] });
    },
    async setOnline(identity, isOnline) {
      if (isOnline) team.set(identity, await connectedClient(socketUri, fixture.token(identity)));
      else await team.get(identity)?.shutdown();
    },
    expire: () => emulator.faults.jumpClock(3600_000),
    async close() {
      await Promise.all([...team.values()].map((client) => client.shutdown()));
      await fixture.close();
    },
  };
}

import type { FaultRule } from '../../../src/emulator/faults/fault.js';
import type { Connect } from '../../../src/transport/transport.js';
import type { EmulatorHost } from './emulator-host.js';
import type { ContractWorld } from './transport-contract.js';

const VISITOR = 'v_visitor';
const TEAM = 't_team';

const FAULTS: Readonly<Record<'refused' | 'unavailable' | 'lost', FaultRule['fault']>> = {
  refused: { kind: 'status', status: 403 },
  unavailable: { kind: 'status', status: 429 },
  lost: { kind: 'execute-and-drop' },
};

/** An emulator with one visitor and the team, for the contract of transports. */
export async function createEmulatedWorld(host: EmulatorHost, connect: Connect): Promise<ContractWorld> {
  const conversation = await host.createConversation({ uniqueName: VISITOR, participants: [VISITOR, TEAM] });
  const [socket, token, badToken] = await Promise.all([
    host.socketUri(),
    host.token(VISITOR),
    host.token(VISITOR, { secret: 'wrong' }),
  ]);
  return {
    connect,
    endpoint: { socket },
    visitor: VISITOR,
    conversation,
    token: () => token,
    badToken: () => badToken,
    write: (...bodies) => host.write(conversation, TEAM, bodies),
    stored: () => host.bodies(conversation),
    failNextSend: (fault) =>
      host.addFault({ at: 'request', method: 'POST', path: '/Messages', times: 1, fault: FAULTS[fault] }),
    setOnline: (identity, isOnline) => host.setOnline(identity, isOnline),
    expire: () => host.jumpClock(3600_000),
  };
}

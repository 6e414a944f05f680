import { FakeServer } from '../browser/fake-transport.js';
import type { ContractWorld } from './transport-contract.js';

/** The fake transport, for the contract that it has to keep like the real one. */
export function createFakeWorld(): ContractWorld {
  const server = new FakeServer();
  return {
    connect: (options) => {
      if (options.token === 'bad') server.refusals.push('refused');
      return server.connect(options);
    },
    endpoint: {},
    visitor: 'v_visitor',
    conversation: 'CH1',
    token: () => 'v_visitor',
    badToken: () => 'bad',
    write(...bodies) {
      for (const body of bodies) server.store('t_team', body);
      return Promise.resolve();
    },
    stored: () => Promise.resolve(server.messages.map(({ body }) => body)),
    failNextSend(fault) {
      server.faults.push(fault);
      return Promise.resolve();
    },
    setOnline(identity, isOnline) {
      server.setOnline(identity, isOnline);
      return Promise.resolve();
    },
    expire() {
      server.expire();
      return Promise.resolve();
    },
  };
}

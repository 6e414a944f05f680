/** A service of one's own at Twilio itself, for the contract of transports. */
import type { Client } from '@twilio/conversations';
import twilio from 'twilio';
import { connect } from '../../../src/transport/twilio.js';
import type { ContractWorld } from '../contract/transport-contract.js';
import { connectedClient } from '../contract/sdk.js';
import './sdk-timers.js';

type Faulty = 'failNextSend' | 'expire';
type TwilioClient = ReturnType<typeof twilio>;

export interface Closable {
  close(): Promise<void>;
}

const VISITOR = 'v_visitor';

/** A world in a service of its own, which is removed in the end. Without faults: Twilio makes none to order. */
export async function startTwilioWorld(
  library: TwilioClient,
  accountSid: string,
  socket?: string,
): Promise<Omit<ContractWorld, Faulty> & Closable> {
  const key = await library.api.v2010.accounts(accountSid).newKeys.create({ friendlyName: 'Contract' });
  const { sid: serviceSid } = await library.conversations.v1.services.create({ friendlyName: 'Contract' });
  const service = library.conversations.v1.services(serviceSid);
  await service.configuration().update({ reachabilityEnabled: true });
  const { sid } = await service.conversations.create({ uniqueName: VISITOR });
  const conversation = service.conversations(sid);
  for (const identity of [VISITOR, 't_team']) await conversation.participants.create({ identity });
  const team = new Map<string, Client>();

  const tokenOf = (identity: string, secret = key.secret): string => {
    const { AccessToken } = twilio.jwt;
    const token = new AccessToken(accountSid, key.sid, secret, { identity, ttl: 3600 });
    token.addGrant(new AccessToken.ChatGrant({ serviceSid }));
    return token.toJwt();
  };
  return {
    connect,
    endpoint: socket === undefined ? {} : { socket },
    visitor: VISITOR,
    conversation: sid,
    token: () => tokenOf(VISITOR),
    badToken: () => tokenOf(VISITOR, 'wrong'),
    async write(...bodies) {
      for (const body of bodies) await conversation.messages.create({ author: 't_team', body });
    },
    stored: async () => (await conversation.messages.list()).map(({ body }) => body),
    async setOnline(identity, isOnline) {
      if (isOnline) team.set(identity, await connectedClient(socket, tokenOf(identity)));
      else await team.get(identity)?.shutdown();
    },
    async close() {
      await Promise.all([...team.values()].map((client) => client.shutdown()));
      await service.remove();
      await library.api.v2010.accounts(accountSid).keys(key.sid).remove();
    },
  };
}

/** The line and the token, through the SDK: what is cut, what comes back, what ends. */
import type { Client, Message } from '@twilio/conversations';
import { expect, failure } from './expect.js';
import { nextEvent } from './sdk.js';
import type { SdkWorld } from './sdk-world.js';

const SEND = { at: 'request', method: 'POST', path: '/Messages', times: 1 } as const;

export const CONNECTION_BEHAVIOURS = {
  async 'loses a message that is cut off before it is carried out, and no other'(world: SdkWorld) {
    const client = await world.connect('alice');
    const alice = await world.open(client);
    const connected = inState(client, 'connecting').then(() => inState(client, 'connected'));
    await world.host.addFault({ ...SEND, fault: { kind: 'drop' } });
    expect((await failure(alice.sendMessage('lost')))['message'], 'disconnected');
    await connected;
    await alice.sendMessage('second');
    expect(await world.host.bodies(world.sid), ['second']);
  },

  async 'hears of its own message that was cut off after it was carried out'(world: SdkWorld) {
    const alice = await world.open(await world.connect('alice'));
    const heard = nextEvent<Message>(alice, 'messageAdded');
    await world.host.addFault({ ...SEND, fault: { kind: 'execute-and-drop' } });
    expect((await failure(alice.sendMessage('stored')))['message'], 'disconnected');
    expect((await heard).body, 'stored');
    expect(await world.host.bodies(world.sid), ['stored']);
  },

  async 'comes back after a cut and has missed nothing'(world: SdkWorld) {
    const client = await world.connect('alice');
    const alice = await world.open(client);
    const first = nextEvent<Message>(alice, 'messageAdded');
    await world.host.write(world.sid, 'bob', ['before']);
    await first;
    const heard: (string | null)[] = [];
    alice.on('messageAdded', ({ body }) => heard.push(body));
    const last = nextEvent<Message>(alice, 'messageAdded', ({ body }) => body === 'after');
    const back = inState(client, 'connecting').then(() => inState(client, 'connected'));
    await world.host.dropConnections('alice');
    await world.host.write(world.sid, 'bob', ['meanwhile 1', 'meanwhile 2']);
    await back;
    await world.host.write(world.sid, 'bob', ['after']);
    await last;
    expect(heard, ['meanwhile 1', 'meanwhile 2', 'after']);
  },

  async 'notices nothing of a line that is dead and looks alive, until it is cut'(world: SdkWorld) {
    const client = await world.connect('alice');
    const alice = await world.open(client);
    await world.host.silenceConnections('alice');
    const attempt = failure(alice.sendMessage('into the void'));
    await world.host.write(world.sid, 'bob', ['unheard']);
    expect([client.connectionState, await world.host.bodies(world.sid)], ['connected', ['unheard']]);
    const heard = nextEvent<Message>(alice, 'messageAdded');
    await world.host.dropConnections('alice');
    expect((await attempt)['message'], 'disconnected');
    expect((await heard).body, 'unheard');
  },

  async 'comes back after it was sent to another server'(world: SdkWorld) {
    const client = await world.connect('alice');
    const alice = await world.open(client);
    const back = inState(client, 'connected');
    await world.host.endSessions(308, 'alice');
    await back;
    expect(await alice.sendMessage('here again'), 0);
  },

  async 'lasts on with a new token, for files as well'(world: SdkWorld) {
    const client = await world.connect('alice', { ttl: 600 });
    const alice = await world.open(client);
    const warned = nextEvent(client, 'tokenAboutToExpire');
    await world.host.jumpClock(370_000);
    await warned;
    await client.updateToken(await world.host.token('alice'));
    await world.host.jumpClock(300_000);
    expect(client.connectionState, 'connected');
    await alice.prepareMessage().addMedia({ contentType: 'text/plain', filename: 'a.txt', media: 'a' }).build().send();
    expect((await alice.getMessages()).items[0]?.attachedMedia?.[0]?.contentType, 'text/plain');
  },

  async 'ends with its token, and begins again with another'(world: SdkWorld) {
    const client = await world.connect('alice', { ttl: 600 });
    const expired = nextEvent(client, 'tokenExpired');
    const ended = inState(client, 'disconnected');
    await world.host.jumpClock(601_000);
    await expired;
    await ended;
    await client.updateToken(await world.host.token('alice', { ttl: 7200 }));
    expect((await client.getSubscribedConversations()).items.length, 1);
  },
};

function inState(client: Client, expected: string): Promise<unknown> {
  return nextEvent(client, 'connectionStateChanged', (state) => state === expected);
}

/** What a visitor's token opens, command by command, and that it opens nothing else. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startEmulator, type EmulatorFixture } from '../support/node/emulator.js';
import { RawSocket } from '../support/node/raw-socket.js';

describe('a token with the least of roles', () => {
  let fixture: EmulatorFixture;
  let socket: RawSocket;
  const names: Record<string, string> = {};

  before(async () => {
    fixture = await startEmulator();
    const { service } = fixture;
    const role = async (type: 'service' | 'conversation', permission: string[]) =>
      (await service.roles.create({ friendlyName: type, type, permission })).sid;
    const participantRole = await role('conversation', ['sendMessage', 'editNotificationLevel']);
    await service.configuration().update({
      defaultChatServiceRoleSid: await role('service', ['editOwnUserInfo']),
      defaultConversationRoleSid: participantRole,
      defaultConversationCreatorRoleSid: participantRole,
    });
    for (const name of ['own', 'other']) {
      const { sid } = await service.conversations.create({ uniqueName: name });
      names[name] = sid;
      const { participants, messages } = service.conversations(sid);
      await participants.create({ identity: 'team' });
      if (name === 'own') names['me'] = (await participants.create({ identity: 'visitor' })).sid;
      names[`${name}-message`] = (await messages.create({ author: 'team', body: 'hi' })).sid;
    }
    names['mine'] = (await service.conversations(names['own']!).messages.create({ author: 'visitor', body: 'x' })).sid;
    socket = await RawSocket.open(fixture.socketUri);
    await socket.initialise(fixture.token('visitor'));
  });

  after(async () => {
    socket.close();
    await fixture.close();
  });

  /** Names in braces stand for sids; the path is below that of the service. */
  async function statusOf(line: string, body: object = {}): Promise<number> {
    const [method = '', path = ''] = line.replace(/\{([\w-]+)\}/g, (_, name: string) => names[name] ?? '').split(' ');
    const isWhole = /^\/(v\d|Client)/.test(path);
    const whole = isWhole ? path : `/Client/v2/Services/${fixture.serviceSid}${path}`;
    const { header } = await socket.request(method, whole, method === 'GET' ? undefined : body);
    return (header['http_status'] as { code: number }).code;
  }

  const allowed: readonly [string, object?][] = [
    ['GET /Client/v2/Configuration'],
    ['GET /MyConversations'],
    ['GET /MyConversations/{own}'],
    ['GET /Conversations/{own}'],
    ['GET /v3/Documents/{own}.channel'],
    ['GET /v3/Lists/{own}.messages'],
    ['GET /v3/Maps/{own}.roster'],
    ['POST /Conversations/{own}/Messages', { body: 'hello' }],
    ['POST /MyConversations/{own}', { last_read_message_index: 0 }],
    ['POST /MyConversations/{own}', { notification_level: 'muted' }],
    ['POST /v1/typing', { ChannelSid: '{own}' }],
    ['GET /Users/visitor'],
    ['POST /Users/visitor', { friendly_name: 'V' }],
    ['GET /Users/team'],
  ];
  for (const [line, body] of allowed) {
    it(`may ${line} ${JSON.stringify(body ?? {})}`, async () => {
      const filled = JSON.parse(JSON.stringify(body ?? {}).replace('{own}', names['own']!)) as object;
      assert.ok([200, 201].includes(await statusOf(line, filled)));
    });
  }

  const refused: readonly [string, object?][] = [
    ['POST /Conversations', { friendly_name: 'mine' }],
    ['POST /Conversations/{own}', { friendly_name: 'renamed' }],
    ['POST /Conversations/{own}', { attributes: '{}' }],
    ['DELETE /Conversations/{own}'],
    ['POST /Conversations/{own}/Participants', { identity: 'friend' }],
    ['POST /Conversations/{own}/Participants/{me}', { attributes: '{"a":1}' }],
    ['DELETE /Conversations/{own}/Participants/{me}'],
    ['DELETE /Conversations/{own}/Participants/team'],
    ['POST /Conversations/{own}/Messages', { body: 'x', media_sids: ['ME1'] }],
    ['POST /Conversations/{own}/Messages/{mine}', { body: 'edited' }],
    ['POST /Conversations/{own}/Messages/{mine}', { attributes: '{}' }],
    ['DELETE /Conversations/{own}/Messages/{mine}'],
    ['POST /Conversations/{own}/Messages/{own-message}', { body: 'edited' }],
    ['DELETE /Conversations/{own}/Messages/{own-message}'],
    ['POST /Users/team', { friendly_name: 'T' }],
    ['GET /MyConversations/{other}'],
    ['GET /Conversations/{other}'],
    ['GET /v3/Documents/{other}.channel'],
    ['GET /v3/Lists/{other}.messages'],
    ['GET /v3/Maps/{other}.roster'],
    ['POST /Conversations/{other}/Participants', { identity: 'visitor' }],
    ['POST /Conversations/{other}/Messages', { body: 'hello' }],
    ['GET /Conversations/{other}/Messages/{other-message}'],
    ['POST /MyConversations/{other}', { last_read_message_index: 0 }],
  ];
  for (const [line, body] of refused) {
    it(`may not ${line} ${JSON.stringify(body ?? {})}`, async () => {
      assert.ok([403, 404].includes(await statusOf(line, body)));
    });
  }

  it('cannot write into a closed conversation', async () => {
    const { sid } = await fixture.service.conversations.create({});
    await fixture.service.conversations(sid).participants.create({ identity: 'visitor' });
    await fixture.service.conversations(sid).update({ state: 'closed' });
    names['closed'] = sid;
    assert.equal(await statusOf('POST /Conversations/{closed}/Messages', { body: 'late' }), 400);
    await assert.rejects(fixture.service.conversations(sid).messages.create({ body: 'late' }), { status: 400 });
  });
});

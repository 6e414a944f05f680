/**
 * What a token allows its bearer. Anybody can take the token out of the widget and drive Twilio's SDK by hand, so the
 * roles that Twilio gives by default are replaced: who connects can write, read and say that they did, and no more.
 * Conversations are made, and people are added to them, by this server alone.
 */
import type { Twilio } from 'twilio';
import { ask } from './twilio-failures.js';

type Service = ReturnType<Twilio['conversations']['v1']['services']>;

/** Permissions by kind of role. No role may be empty, so each kind keeps something harmless. */
const ROLES = {
  service: { friendlyName: 'missive-chat user', permission: ['editOwnUserInfo'] },
  conversation: { friendlyName: 'missive-chat participant', permission: ['sendMessage', 'editNotificationLevel'] },
} as const;

/** Gives the service our roles as the default ones, and switches presence on. Can be repeated. */
export async function configureService(service: Service): Promise<void> {
  const known = await ask(service.roles.list());
  const sidOf = async (type: keyof typeof ROLES): Promise<string> => {
    const { friendlyName, permission } = ROLES[type];
    const role = known.find((candidate) => candidate.type === type && candidate.friendlyName === friendlyName);
    return (role ?? (await ask(service.roles.create({ friendlyName, type, permission: [...permission] })))).sid;
  };
  const participantRole = await sidOf('conversation');
  await ask(
    service.configuration().update({
      reachabilityEnabled: true,
      defaultChatServiceRoleSid: await sidOf('service'),
      defaultConversationRoleSid: participantRole,
      defaultConversationCreatorRoleSid: participantRole,
    }),
  );
}

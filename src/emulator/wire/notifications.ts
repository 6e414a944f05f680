/** What a service says about push notifications, as Twilio's REST interface writes it. */
import type { World } from '../operations/world.js';
import type { ServiceRow } from '../rows.js';
import { CONVERSATIONS_ORIGIN } from './rest.js';

const EVENTS = ['NewMessage', 'AddedToConversation', 'RemovedFromConversation'] as const;

/** Names of the form's fields. */
export const NOTIFICATION_FIELDS: readonly string[] = [
  'LogEnabled',
  ...EVENTS.flatMap((event) => [`${event}.Enabled`, `${event}.Template`, `${event}.Sound`]),
  'NewMessage.BadgeCountEnabled',
  'NewMessage.WithMedia.Enabled',
  'NewMessage.WithMedia.Template',
];

export function notificationsJson(world: World, { sid, notifications }: ServiceRow) {
  const flag = (name: string) => notifications[name] === 'true';
  const text = (name: string) => notifications[name] ?? null;
  const about = (event: string) => ({
    enabled: flag(`${event}.Enabled`),
    template: text(`${event}.Template`),
    sound: text(`${event}.Sound`),
  });
  const [newMessage, added, removed] = EVENTS;
  return {
    account_sid: world.account.sid,
    chat_service_sid: sid,
    new_message: {
      ...about(newMessage),
      badge_count_enabled: flag('NewMessage.BadgeCountEnabled'),
      with_media: { enabled: flag('NewMessage.WithMedia.Enabled'), template: text('NewMessage.WithMedia.Template') },
    },
    added_to_conversation: about(added),
    removed_from_conversation: about(removed),
    log_enabled: flag('LogEnabled'),
    url: `${CONVERSATIONS_ORIGIN}/v1/Services/${sid}/Configuration/Notifications`,
  };
}

/** What a service's hook is asked before something happens. Knows Twilio's names; how the answer comes is not its affair. */
import type { ServiceRow } from '../rows.js';
import { aboutAction, presentFields, tellsWebhooks } from './announce.js';
import type { Actor, World } from './world.js';

export type EarlyEventName =
  `on${'Conversation' | 'Message' | 'Participant'}${'Add' | 'Update' | 'Remove'}` | 'onUserUpdate';

/** Something that is about to happen, if the hook does not object. */
export interface Question {
  readonly service: ServiceRow;
  readonly event: EarlyEventName;
  readonly parameters: Readonly<Record<string, string>>;
}

/** What the hook wants to be otherwise, by the names of Twilio's JSON. */
export type Changes = Readonly<Record<string, string | undefined>>;

/**
 * Asks before anything was changed: the work that asks is begun anew when the answer is there.
 *
 * @throws TwilioError when the hook refuses.
 */
export function askBefore(
  world: World,
  actor: Actor,
  service: ServiceRow,
  event: EarlyEventName,
  fields: Readonly<Record<string, string | null | undefined>>,
): Changes {
  if (!tellsWebhooks(actor)) return {};
  const parameters = { ...aboutAction(world, actor, service, event), ...presentFields(fields) };
  return world.hooks.ask({ service, event, parameters });
}

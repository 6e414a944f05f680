/** Webhooks of one conversation. */
import { timestamp } from '../clock.js';
import { TwilioError } from '../errors.js';
import { newSid } from '../ids.js';
import type { ConversationRow, ServiceRow, WebhookRow } from '../rows.js';
import { saveInner } from './save.js';
import type { World } from './world.js';

export type WebhookChange = Partial<Pick<WebhookRow, 'url' | 'method' | 'filters'>>;

export function createWebhook(
  world: World,
  service: ServiceRow,
  conversation: ConversationRow,
  change: WebhookChange,
): WebhookRow {
  const { url, method = 'POST', filters = [] } = change;
  if (url === undefined || !URL.canParse(url))
    throw new TwilioError('bad-parameter', 'Configuration.Url is no address.');
  const date = timestamp(world.clock);
  const webhook = { sid: newSid(world.ids, 'WH'), url, method, filters, dateCreated: date, dateUpdated: date };
  conversation.webhooks.set(webhook.sid, webhook);
  saveInner(world, service, conversation, 'webhook', webhook);
  return webhook;
}

export function requireWebhook(conversation: ConversationRow, sid: string): WebhookRow {
  const webhook = conversation.webhooks.get(sid);
  if (!webhook) throw new TwilioError('not-found');
  return webhook;
}

export function updateWebhook(
  world: World,
  service: ServiceRow,
  conversation: ConversationRow,
  webhook: WebhookRow,
  change: WebhookChange,
): void {
  if (change.url !== undefined && !URL.canParse(change.url)) throw new TwilioError('bad-parameter');
  Object.assign(webhook, change, { dateUpdated: timestamp(world.clock) });
  saveInner(world, service, conversation, 'webhook', webhook);
}

export function removeWebhook(world: World, conversation: ConversationRow, webhook: WebhookRow): void {
  conversation.webhooks.delete(webhook.sid);
  world.journal.remove('webhook', webhook.sid);
}

/** conversations.twilio.com: webhooks of a service and of a conversation. */
import { requireConversation } from '../operations/conversations.js';
import { configureWebhook } from '../operations/services.js';
import { createWebhook, removeWebhook, requireWebhook, updateWebhook } from '../operations/webhooks.js';
import { TwilioError } from '../errors.js';
import type { World } from '../operations/world.js';
import type { Call, Router } from '../router.js';
import { serviceWebhookJson, webhookJson } from '../wire/rest.js';
import { list, text, word } from './form.js';
import { pageAnswer } from './paging.js';
import { requireService } from './services.js';

export function addServiceWebhookRoutes(router: Router<World>): void {
  router
    .on('GET', '/v1/Services/:service/Configuration/Webhooks', (world, _call, { service }) => ({
      status: 200,
      body: serviceWebhookJson(world, requireService(world, service)),
    }))
    .on('POST', '/v1/Services/:service/Configuration/Webhooks', (world, call, { service }) => {
      const row = requireService(world, service);
      configureWebhook(world, row, {
        ...given('preWebhookUrl', text(call, 'PreWebhookUrl')),
        ...given('postWebhookUrl', text(call, 'PostWebhookUrl')),
        ...given('filters', list(call, 'Filters')),
        ...given('method', method(call, 'Method')),
      });
      return { status: 200, body: serviceWebhookJson(world, row) };
    });
}

const WEBHOOKS = '/v1/Services/:service/Conversations/:conversation/Webhooks';

export function addConversationWebhookRoutes(router: Router<World>): void {
  router
    .on('GET', WEBHOOKS, (world, call, { service, conversation }) => {
      const row = requireService(world, service);
      const found = requireConversation(row, conversation);
      return pageAnswer(call, 'webhooks', found.webhooks.values(), (hook) => webhookJson(world, row, found, hook));
    })
    .on('POST', WEBHOOKS, (world, call, { service, conversation }) => {
      const row = requireService(world, service);
      const found = requireConversation(row, conversation);
      if (text(call, 'Target') !== 'webhook') throw new TwilioError('bad-parameter', 'Target must be webhook.');
      const hook = createWebhook(world, row, found, webhookChange(call));
      return { status: 201, body: webhookJson(world, row, found, hook) };
    })
    .on('GET', `${WEBHOOKS}/:webhook`, (world, _call, { service, conversation, webhook }) => {
      const row = requireService(world, service);
      const found = requireConversation(row, conversation);
      return { status: 200, body: webhookJson(world, row, found, requireWebhook(found, webhook)) };
    })
    .on('POST', `${WEBHOOKS}/:webhook`, (world, call, { service, conversation, webhook }) => {
      const row = requireService(world, service);
      const found = requireConversation(row, conversation);
      const hook = requireWebhook(found, webhook);
      updateWebhook(world, row, found, hook, webhookChange(call));
      return { status: 200, body: webhookJson(world, row, found, hook) };
    })
    .on('DELETE', `${WEBHOOKS}/:webhook`, (world, _call, { service, conversation, webhook }) => {
      const found = requireConversation(requireService(world, service), conversation);
      removeWebhook(world, found, requireWebhook(found, webhook));
      return { status: 204 };
    });
}

function webhookChange(call: Call) {
  return {
    ...given('url', text(call, 'Configuration.Url')),
    ...given('method', method(call, 'Configuration.Method')),
    ...given('filters', list(call, 'Configuration.Filters')),
  };
}

/** The helper library writes it in either case. */
function method(call: Call, name: string): 'GET' | 'POST' | undefined {
  const found = word(call, name, ['GET', 'POST', 'get', 'post']);
  return found === undefined ? undefined : found.toLowerCase() === 'get' ? 'GET' : 'POST';
}

/** A field of a change, when it was sent. */
function given<Name extends string, Value>(name: Name, value: Value | undefined): Partial<Record<Name, Value>> {
  return value === undefined ? {} : ({ [name]: value } as Record<Name, Value>);
}

/** `GET /<account>/settings`: what everybody may know of an account, built field by field so that no secret slips in. */
import type { Hono } from 'hono';
import type { Availability, PublicSettings } from '../shared/public-settings.js';
import { isWithinHours, type AvailabilityRule } from '../shared/schedule.js';
import { accountGate } from './account-gate.js';
import type { Account } from './accounts.js';
import { originOf, type Companion, type ServerEnvironment } from './companion.js';
import { refuseOtherMethods } from './errors.js';
import type { NoteInstallation } from './installation-check.js';

type Hours = Extract<AvailabilityRule, { by: 'schedule' }>;

/** Makes the public settings of an account for a browser that sees this server at `origin`. */
export type DescribeAccount = (account: Account, origin: string) => Promise<PublicSettings>;

export function createDescribeAccount(
  { backend, now }: Companion,
  availabilityOf: (account: string) => Promise<Availability>,
): DescribeAccount {
  return async (account, origin) => ({
    account: account.id,
    config: named(account),
    ...(account.availability.by === 'schedule'
      ? byHours(account.availability, now())
      : { availability: await availabilityOf(account.id) }),
    twilio: await backend.endpoint(account.id, origin),
  });
}

/** By the documentation the chat bears the name of its account until it is given another. */
function named({ name, config }: Account): Account['config'] {
  const chat = (config['chat'] ?? {}) as { readonly name?: unknown };
  return chat.name || name === '' ? config : { ...config, chat: { ...chat, name } };
}

/** By the clock alone, whoever is connected. */
function byHours({ timeZone, hours }: Hours, now: number): Pick<PublicSettings, 'availability' | 'isScheduled'> {
  return { availability: isWithinHours(timeZone, hours, now) ? 'online' : 'offline', isScheduled: true };
}

export function addSettingsRoute(
  app: Hono<ServerEnvironment>,
  companion: Companion,
  describeAccount: DescribeAccount,
  noteInstallation: NoteInstallation,
): void {
  const path = '/:account/settings';
  app.use(path, accountGate(companion));
  app.get(path, async (context) => {
    await noteInstallation(context.req.raw, context.var.account);
    const settings = await describeAccount(context.var.account, originOf(context.req.raw));
    context.header('Cache-Control', 'no-cache');
    return context.json(settings);
  });
  app.all(path, refuseOtherMethods('GET, HEAD, OPTIONS'));
}

/** api.twilio.com: the account and its API keys. Paths come without their `.json`. */
import { TwilioError } from '../errors.js';
import { createKey, removeKey, renameKey } from '../operations/services.js';
import type { World } from '../operations/world.js';
import { Router } from '../router.js';
import { accountJson, keyJson } from '../wire/rest.js';
import { text } from './form.js';
import { olderPageAnswer } from './paging.js';

export const accountRoutes = new Router<World>()
  .on('GET', '/2010-04-01/Accounts/:account', (world, _call, { account }) => ({
    status: 200,
    body: accountJson(ownAccount(world, account)),
  }))
  .on('GET', '/2010-04-01/Accounts/:account/Keys', (world, call, { account }) =>
    olderPageAnswer(call, 'keys', ownAccount(world, account).keys.values(), keyJson),
  )
  .on('POST', '/2010-04-01/Accounts/:account/Keys', (world, call, { account }) => {
    ownAccount(world, account);
    const key = createKey(world, text(call, 'FriendlyName') ?? '');
    return { status: 201, body: { ...keyJson(key), secret: key.secret } };
  })
  .on('GET', '/2010-04-01/Accounts/:account/Keys/:key', (world, _call, { account, key }) => {
    return { status: 200, body: keyJson(requireKey(world, account, key)) };
  })
  .on('POST', '/2010-04-01/Accounts/:account/Keys/:key', (world, call, { account, key }) => {
    const row = requireKey(world, account, key);
    renameKey(world, row, text(call, 'FriendlyName') ?? row.friendlyName);
    return { status: 200, body: keyJson(row) };
  })
  .on('DELETE', '/2010-04-01/Accounts/:account/Keys/:key', (world, _call, { account, key }) => {
    removeKey(world, requireKey(world, account, key));
    return { status: 204 };
  });

function ownAccount(world: World, sid: string) {
  if (sid !== world.account.sid) throw new TwilioError('not-found');
  return world.account;
}

function requireKey(world: World, account: string, sid: string) {
  const key = ownAccount(world, account).keys.get(sid);
  if (!key) throw new TwilioError('not-found');
  return key;
}

/**
 * Invitations to choose a password. Nothing is kept of them: an invitation is signed by the server together with the
 * password that the member has had until then, so that it ends with the first use.
 */
import { createHmac } from 'node:crypto';
import type { Companion } from './companion.js';
import { PublicError } from './errors.js';
import { NUL } from './json-body.js';
import { hashPassword } from './passwords.js';
import { isSameSecret } from './secrets.js';
import type { MemberCredentials } from './team.js';

/** How long an invitation can be taken up. In milliseconds. */
export const INVITATION_MS = 3 * 24 * 60 * 60 * 1000;

interface Invited {
  account: string;
  member: string;
}

type Dependencies = Pick<Companion, 'storage' | 'now'>;

/** Makes an invitation for a member. */
export async function createInvitation(companion: Dependencies, account: string, member: string): Promise<string> {
  const claims = Buffer.from(JSON.stringify([account, member, companion.now() + INVITATION_MS])).toString('base64url');
  return `${claims}.${await sign(companion, { account, member }, claims)}`;
}

/** Path of an invitation. Behind the `#`, where no server and no log sees it. */
export function invitationPath(invitation: string): string {
  return `/join#${invitation}`;
}

/**
 * Who is invited.
 *
 * @throws PublicError `bad-invitation` when it is forged, used or too old.
 */
export async function readInvitation(companion: Dependencies, invitation: string): Promise<Invited> {
  const [claims = '', signature = ''] = invitation.split('.', 2);
  const invited = readClaims(claims, companion.now());
  if (invited === null || !isSameSecret(signature, await sign(companion, invited, claims))) {
    throw new PublicError('bad-invitation');
  }
  return invited;
}

/**
 * Gives an invited member the password, which ends the sign-ins that they had.
 *
 * @throws PublicError `bad-invitation` when it is forged, used or too old.
 */
export async function takeInvitation(
  companion: Dependencies,
  invitation: string,
  password: string,
): Promise<MemberCredentials> {
  const { account, member } = await readInvitation(companion, invitation);
  const { storage } = companion;
  return storage.lock(`invitation/${account}/${member}`, async () => {
    // Of two that are taken up at once the second has been used by now.
    const invited = await readInvitation(companion, invitation);
    const passwordHash = await hashPassword(password);
    if (!(await storage.team.change(account, member, { passwordHash }))) throw new PublicError('bad-invitation');
    return { ...invited, passwordHash };
  });
}

/** Who is invited, before the signature was looked at. */
function readClaims(text: string, now: number): Invited | null {
  try {
    const claims: unknown = JSON.parse(Buffer.from(text, 'base64url').toString());
    const [account, member, expiresAt] = Array.isArray(claims) ? (claims as unknown[]) : [];
    const isWhole = typeof account === 'string' && typeof member === 'string' && typeof expiresAt === 'number';
    if (!isWhole || (account + member).includes(NUL)) return null;
    return expiresAt > now ? { account, member } : null;
  } catch {
    return null;
  }
}

async function sign({ storage }: Dependencies, { account, member }: Invited, claims: string): Promise<string> {
  const { email = '' } = (await storage.team.find(account, member)) ?? {};
  const credentials = await storage.team.credentialsOf(email);
  const { passwordHash = null } = credentials.find((one) => one.account === account && one.member === member) ?? {};
  const key = await storage.serverSecret('invitations');
  return createHmac('sha256', key)
    .update(`${claims}\n${passwordHash ?? ''}`)
    .digest('base64url');
}

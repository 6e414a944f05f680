/** Commands about the team of an account. Each returns what is to be printed. */
import { UsageError } from '../configuration.js';
import { PublicError } from '../errors.js';
import { createInvitation, INVITATION_MS, invitationPath } from '../invitations.js';
import { checkMember, MAX_NAME_LENGTH } from '../member-check.js';
import type { Storage } from '../storage.js';
import type { Member } from '../team.js';
import { requireAccount } from './accounts.js';

const DAY_MS = 24 * 60 * 60 * 1000;

/** Where links lead to. */
export interface Address {
  /** Of the server, as browsers see it. */
  readonly origin: string;
  /** Whether the operator named it; else it is where this server would listen. */
  readonly isNamed: boolean;
}

export async function addMember(
  storage: Storage,
  address: Address,
  account: string,
  name: string,
  email: string,
): Promise<string> {
  await requireAccount(storage, account);
  const member = await storage.team.add(account, readMember(name, email));
  if (member === null) {
    throw new UsageError(
      `${email} is a member already. For a new password: missive-chat member invite ${account} ${email}`,
    );
  }
  return invite(storage, address, account, member);
}

/** For somebody whose link was lost or too old, or who forgot the password. */
export async function inviteMember(
  storage: Storage,
  address: Address,
  account: string,
  email: string,
): Promise<string> {
  return invite(storage, address, account, await requireMember(storage, account, email));
}

export async function listMembers(storage: Storage, account: string): Promise<string> {
  await requireAccount(storage, account);
  const members = (await storage.team.list(account)).filter(({ email }) => email !== '');
  const lines = members.map(
    ({ name, email, hasPassword }) => `${email}  ${name}${hasPassword ? '' : '  (has no password yet)'}`,
  );
  return lines.join('\n') || `Nobody yet. Invite somebody: missive-chat member add ${account} "Ada" ada@acme.com`;
}

export async function removeMember(storage: Storage, account: string, email: string): Promise<string> {
  const { id, name } = await requireMember(storage, account, email);
  await storage.team.remove(account, id, Date.now());
  return `Removed ${name || email}, who is signed out everywhere.`;
}

async function invite(storage: Storage, { origin, isNamed }: Address, account: string, member: Member) {
  const link = origin + invitationPath(await createInvitation({ storage, now: Date.now }, account, member.id));
  const lines = [
    `Invitation for ${member.name || member.email}: ${link}`,
    `It works once, for ${INVITATION_MS / DAY_MS} days, and leads to Inbox and Setup of the account. Who has it can sign in as them.`,
  ];
  if (!isNamed) lines.push('Set PUBLIC_URL when browsers find the server at another address.');
  return lines.join('\n');
}

async function requireMember(storage: Storage, account: string, email: string): Promise<Member> {
  await requireAccount(storage, account);
  const key = email.trim().toLowerCase();
  const member = (await storage.team.list(account)).find((one) => key !== '' && one.email.toLowerCase() === key);
  if (member === undefined) {
    throw new UsageError(`${email} is no member of this account. Try: missive-chat member list ${account}`);
  }
  return member;
}

function readMember(name: string, email: string): { name: string; email: string } {
  try {
    return checkMember(name, email);
  } catch (error) {
    if (!(error instanceof PublicError)) throw error;
    throw new UsageError(
      error.code === 'bad-email'
        ? `"${email}" is no e-mail address. Write it like ada@acme.com.`
        : `A name has 1 to ${MAX_NAME_LENGTH} characters, all on one line.`,
    );
  }
}

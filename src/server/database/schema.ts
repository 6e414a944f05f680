/** The tables, as queries see them. The same in SQLite and PostgreSQL: texts and whole numbers, nothing else. */
import type { Kysely } from 'kysely';

/** Times are in milliseconds since the epoch; what is called `sealed…` is readable with the server's key only. */
export interface Schema {
  account: {
    id: string;
    name: string;
    /** JSON. */
    config: string;
    /** JSON: a list, or `"*"`. */
    allowed_origins: string;
    /** JSON. */
    availability: string;
    /** 0 or 1. */
    is_limited: number;
    version: number;
    created_at: number;
  };
  secret_key: { account: string; id: string; sealed_value: string; created_at: number };
  member: {
    account: string;
    id: string;
    name: string;
    email: string;
    /** The e-mail address in lower case; `null` when there is none, so that there may be several without one. */
    email_key: string | null;
    password_hash: string | null;
    identity: string;
    created_at: number;
  };
  sign_in: { secret_hash: string; account: string; member: string; expires_at: number; used_at: number };
  twilio_connection: {
    account: string;
    account_sid: string;
    region: string;
    api_key_sid: string;
    service_sid: string;
    sealed_api_key_secret: string;
  };
  visitor: {
    account: string;
    identity: string;
    verification: string;
    name: string;
    email: string;
    avatar_url: string;
    seen_at: number;
  };
  device: {
    account: string;
    secret_hash: string;
    identity: string;
    verification: string;
    email: string | null;
    wrong_digest: string | null;
    seen_at: number;
  };
  closed_conversation: {
    account: string;
    sid: string;
    visitor: string;
    closed_by: string | null;
    closed_at: number;
  };
  former_member: { account: string; id: string; name: string; identity: string; removed_at: number };
  installation: { account: string; origin: string; seen_at: number };
  counter: { key: string; count: number; ends_at: number };
  lease: { key: string; owner: string; ends_at: number };
  server_secret: { name: string; sealed_value: string };
}

/** A connection to a database of these tables. */
export type Database = Kysely<Schema>;

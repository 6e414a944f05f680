import { createHmac } from 'node:crypto';

/** Twilio's signature of a request: over the whole address, then each field's name and value in the order of the names. */
export function signatureOf(authToken: string, url: string, fields: Readonly<Record<string, string>>): string {
  const text = Object.keys(fields)
    .sort()
    .reduce((sum, name) => sum + name + (fields[name] ?? ''), url);
  return createHmac('sha1', authToken).update(text, 'utf8').digest('base64');
}

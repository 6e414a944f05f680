import { utf8Length } from '../../shared/limits.js';
import { TwilioError } from '../errors.js';
import type { World } from './world.js';

/** Refuses attributes that are too long or no JSON. Absent ones are fine. */
export function checkAttributes({ limits }: World, attributes: string | undefined): void {
  if (attributes === undefined) return;
  if (utf8Length(attributes) > limits.attributesBytes) throw new TwilioError('attributes-too-long');
  try {
    JSON.parse(attributes);
  } catch {
    throw new TwilioError('bad-parameter', 'Attributes are not valid JSON.');
  }
}

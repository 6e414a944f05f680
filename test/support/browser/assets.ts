import { executeServerCommand } from '@web/test-runner-commands';

/** Address of a file that visitors download, by the beginning of its name: `twilio` or `window`. */
export function findAsset(name: string): Promise<string> {
  return executeServerCommand<string, string>('assets:find', name);
}

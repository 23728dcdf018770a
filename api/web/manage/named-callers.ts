// The vendor's keys in the tenant's words: their public names, or the word of their scope. Never an id or a staff name.
import { sayKey, type Telling } from '../../../templates/text/telling.js';
import type { Language } from '../../core/values/languages.js';
import type { Ports } from '../../ports/ports.js';
import { userText } from '../page/templates.js';

/** For sentences about what callers did. The helper `told` marks them up. */
export function tenantTelling({ vendor }: Pick<Ports, 'vendor'>, language: Language): Telling {
  return { language, vendor: vendor.name, reader: 'tenant', mark: userText };
}

/** The key that got credentials; only those of backends do. The helper `told` marks the text up. */
export function userOf({ publicName }: { publicName?: string | undefined }, telling: Telling): string {
  return sayKey({ kind: 'backend', publicName }, telling);
}

// Anchors: facts about the store that are kept outside it, so that a store that was rolled back does not match them.
// Types only.
import type { AnchorRecord } from '../core/audit/anchors.js';

export interface Anchors {
  /** Appends whole records. Throws unless they are certainly stored. A record that is stored twice does no harm. */
  append(records: readonly AnchorRecord[]): Promise<void>;
  /** Every record after a position, oldest first. Constant memory. */
  walk(after?: string): AsyncGenerator<AnchorPlace>;
}

export interface AnchorPlace {
  /** Opaque: where the next walk can continue. */
  position: string;
  /** Undefined if it cannot be read. */
  record: AnchorRecord | undefined;
}

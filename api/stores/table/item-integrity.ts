// What reading and writing items needs to know about their integrity; audit/integrity.ts decides it. Types only.
import type { Key } from './table.js';

type Item = Record<string, unknown>;

export interface ItemIntegrity {
  /** Reads the table's own item once. The other methods need it. */
  load(): Promise<{ id: string; since: string }>;
  /** The attributes that seal an item, for its next write. */
  sealOf(item: Item & Key): Promise<{ mac: string; rest: string }>;
  /** The attribute that seals the time of the last conclusive check. */
  checkMacOf(key: Key, time: string | undefined): Promise<string>;
  /** Seals a part of an item that is written without the rest: an open stop, a note. */
  partMacOf(key: Key, name: string, part: object): Promise<string>;
  isPartAsWritten(pk: string, name: string, part: object, mac: unknown): boolean;
  /** `item` has at least the attributes of a brief read. */
  isAsWritten(item: Item): boolean;
  /** The highest revision seen so far; ask before a read, so that a slow answer does not look old. */
  highestOf(pk: string): number;
  saw(pk: string, revision: number): void;
}

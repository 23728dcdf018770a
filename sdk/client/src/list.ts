// Lists: `for await` over all that there is, or one page.
import { DrawbridgeError } from './errors.js';
import type { CallOptions } from './request.js';

export interface Page<Item> {
  items: Item[];
  /** Absent on the last page. A page may be short, even empty, and still have one. */
  nextCursor?: string;
}

export interface PageInput {
  cursor?: string | undefined;
  /** 1 to 100. */
  limit?: number | undefined;
}

export interface List<Item> extends AsyncIterable<Item> {
  /** One page, newest first. */
  page(input?: PageInput): Promise<Page<Item>>;
}

/** What a list takes beside its own filters: `limit` is the size of a page, not of the list. */
export interface ListOptions extends CallOptions {
  limit?: number | undefined;
}

export function listOf<Item>(
  options: ListOptions,
  load: (query: PageInput, options: CallOptions) => Promise<Page<Item>>,
): List<Item> {
  const { limit, ...call } = options;
  const page = (input: PageInput = {}) => load({ limit, ...input }, call);
  return {
    page,
    async *[Symbol.asyncIterator]() {
      let cursor: string | undefined;
      do {
        const found: Page<Item> = await page({ cursor });
        yield* found.items;
        if (found.nextCursor !== undefined && found.nextCursor === cursor) {
          throw new DrawbridgeError('answer_unreadable', 'The list leads back to the same page.');
        }
        cursor = found.nextCursor;
      } while (cursor !== undefined);
    },
  };
}

// Lists: `for await` over all items, or one page.
import type { ApiPromise } from './api-promise.js';
import { errorFor } from './errors.js';
import type { CallOptions } from './request.js';

/** One page of a list, newest first. */
export interface Page<Item> {
  /** The items. A page may be short, even empty, and still not be the last. */
  items: Item[];
  /** Pass it as `cursor` to get the next page. Absent on the last page. */
  nextCursor?: string;
}

/** Which page to get. */
export interface PageInput {
  /** `nextCursor` of the page before. Absent: the first page. */
  cursor?: string | undefined;
  /** The most items on the page, 1 to 100. */
  limit?: number | undefined;
}

/** A list, newest first. Iterate it with `for await`: it gets one page at a time, when it is needed. */
export interface List<Item> extends AsyncIterable<Item> {
  /** Gets one page. */
  page(input?: PageInput): ApiPromise<Page<Item>>;
}

/** Options of a list. */
export interface ListOptions extends CallOptions {
  /** The most items on a page, 1 to 100. It does not limit the list. */
  limit?: number | undefined;
}

/** A list over a function that loads one page. */
export function listOf<Item>(
  options: ListOptions,
  load: (query: PageInput, options: CallOptions) => ApiPromise<Page<Item>>,
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
          throw errorFor('answer_unreadable', 'The list leads back to the same page.');
        }
        cursor = found.nextCursor;
      } while (cursor !== undefined);
    },
  };
}

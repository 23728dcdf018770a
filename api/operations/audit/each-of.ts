// Visits each item of a list, page by page.
import type { Page, PageInput } from '../../ports/subjects.js';

export async function eachOf<Item>(
  list: (page: PageInput) => Promise<Page<Item>>,
  visit: (item: Item) => Promise<void>,
  visitUnreadable: (id: string) => Promise<void> = async () => {},
): Promise<void> {
  let cursor: string | undefined;
  do {
    const page = await list({ limit: 100, ...(cursor && { cursor }) });
    for (const item of page.items) await visit(item);
    for (const id of page.unreadable ?? []) await visitUnreadable(id);
    cursor = page.nextCursor;
  } while (cursor);
}

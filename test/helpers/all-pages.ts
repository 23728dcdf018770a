// Reads every page of a list.
import type { Page, PageInput } from '../../api/ports/subjects.js';

export async function allPages<Item>(list: (page: PageInput) => Promise<Page<Item>>): Promise<Item[]> {
  const items: Item[] = [];
  let cursor: string | undefined;
  do {
    const page = await list({ limit: 100, ...(cursor && { cursor }) });
    items.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor);
  return items;
}

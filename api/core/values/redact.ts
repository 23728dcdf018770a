// Removes possible secrets from texts that people or other systems wrote, before we log them or pass them on.

/** `text` without API keys, link tokens, webhook secrets and external IDs. */
export function redact(text: string): string {
  return text
    .replace(/db_[a-z0-9]{16}_[\w-]+/gi, 'db_…')
    .replace(/lnk_[a-z0-9]{16}\.[\w-]+/gi, 'lnk_…')
    .replace(/whsec_[\w+/=-]+/gi, 'whsec_…')
    .replace(/[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/gi, '(uuid)');
}

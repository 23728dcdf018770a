// Removes secrets from texts that people or other systems wrote: before we log them, and where they enter.

/** `text` without API keys, link tokens, webhook secrets and external IDs. */
export function redact(text: string): string {
  return withoutSecrets(text).replace(
    /[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/gi,
    '(uuid)',
  );
}

/** A text as a person typed it, as we store it: also without addresses in S3, and ARNs that name an account. */
export function scrubbedText(text: string): string {
  const plain = redact(text).replace(/https?:\/\/[\w.:-]*\.amazonaws\.com[^\s"'<>]*/gi, '(address)');
  return plain.replace(/arn:aws[\w-]*:[\w-]*:[\w-]*:\d{12}:[^\s"'<>,;)]+/gi, '(arn)');
}

/** How often a text may be percent-encoded, one in another. */
const encodings = 3;

/** Keys and tokens only: a vendor's own reference may be a UUID. Looks at percent-encoded characters too. */
export function withoutSecrets(text: string): string {
  const plain = replaced(text);
  let decoded = plain;
  for (let n = 0; n < encodings; n += 1) {
    decoded = decoded.replace(/(?:%[0-7][0-9a-f])+/gi, encoded => decodeURIComponent(encoded).replace(/\p{Cc}/gu, ' '));
    const seen = replaced(decoded);
    if (seen !== decoded) return seen;
  }
  return plain;
}

function replaced(text: string): string {
  return (
    text
      .replace(/db_[a-z0-9]{16}_[\w-]+/gi, 'db_…')
      // The token of a link, or the cookie of a page, which has more parts.
      .replace(/lnk_[a-z0-9]{16}(?:\.[\w-]+)+/gi, 'lnk_…')
      .replace(/whsec_[\w+/=-]+/gi, 'whsec_…')
      .replace(/\beyJ[\w-]+\.eyJ[\w-]+\.[\w-]*/g, '(token)')
      .replace(/\b(AKIA|ASIA)[A-Z0-9]{16}\b/g, '$1…')
      // A session token as STS makes it today.
      .replace(/\b(?:IQoJb3JpZ2lu|FwoGZXIvYXdz|FQoGZXIvYXdz)[\w+/=-]{40,}/g, '(token)')
      .replace(/(?<![\w+/=])(?=[\w+/]*[a-z])(?=[\w+/]*[A-Z])(?=[\w+/]*\d)[A-Za-z0-9+/]{40}(?![\w+/=])/g, '(secret)')
  );
}

const longest = 300;

/** The address of a website as it is kept, `https://www.um6p.ma/fr`; null where what was typed is none. */
export function readWebsite(typed: string): string | null {
  const text = typed.trim();
  const address = /^[a-z][a-z\d+.-]*:/i.test(text) ? text : `https://${text}`;
  if (text === '' || /\s/.test(text) || !URL.canParse(address)) return null;
  const url = new URL(address);
  const isSite = /^https?:$/.test(url.protocol) && /[^.]\.[^.]{2,}$/.test(url.hostname);
  if (!isSite || url.username !== '' || url.password !== '') return null;
  const kept = url.href.replace(/\/$/, '');
  return kept.length > longest ? null : kept;
}

const longest = 2_000;

/** The web address of a document as it is kept; null where what was typed is none. */
export function readDocumentLink(typed: string): string | null {
  const text = typed.trim();
  if (!/^https?:\/\//i.test(text) || /\s/.test(text) || !URL.canParse(text)) return null;
  const url = new URL(text);
  return url.username !== '' || url.password !== '' || url.href.length > longest ? null : url.href;
}

/** How a link is called where nobody gave it a title: by where it leads. */
export function titleOfLink(url: string): string {
  const { hostname, pathname } = new URL(url);
  const last = pathname.split('/').filter(Boolean).at(-1);
  if (last === undefined) return hostname;
  try {
    return decodeURIComponent(last);
  } catch {
    return last;
  }
}

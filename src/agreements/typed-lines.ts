const bullet = /^\s*(?:(?:[-*•–—]|\d{1,2}[.)])(?=\s))?\s*/u;

/** The lines of a text that say something, without the marks of a list before them. */
export function typedLines(text: string): string[] {
  return text.split(/\r?\n|\r/).flatMap((line) => {
    const said = line.replace(bullet, '').trim();
    return said === '' ? [] : [said];
  });
}

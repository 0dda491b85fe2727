import { foldName } from '../partners/partner-name.js';

/** A person of a partner's who is not in the register yet, as someone typed them. */
export interface NewPerson {
  readonly name: string;
  readonly role: string | null;
  /** Which of the partners they are at, by place in the list. */
  readonly partner: number;
}

/** The people that were typed, or the first line of which nobody can tell at which partner they are. */
export type NewPeople =
  | { readonly kind: 'read'; readonly people: readonly NewPerson[] }
  | { readonly kind: 'which_partner'; readonly line: string };

const longestFact = 300;

/**
 * Reads people typed one a line: `Name, role`. Where there are several partners the line ends with the partner's name or
 * acronym: `Name, role (ODCO)`. Parentheses that name no partner belong to the role.
 */
export function readNewPeople(typed: string, partners: readonly string[]): NewPeople {
  const people: NewPerson[] = [];
  for (const line of typed.split(/\r?\n|\r/)) {
    const text = line.replace(/^\s*[-*•–]\s+/, '').trim();
    if (text === '') continue;
    const inParentheses = /^(?<rest>.*\S)\s*\((?<partner>[^()]*)\)$/u.exec(text)?.groups;
    const named = inParentheses === undefined ? null : partnerNamed(inParentheses['partner'] ?? '', partners);
    const partner = named ?? (partners.length === 1 ? 0 : null);
    if (partner === null) return { kind: 'which_partner', line: text };
    const said = named === null ? text : (inParentheses?.['rest'] ?? text);
    const [name = '', ...role] = said.split(/\s*[,;]\s*|\s+[–—]\s+/u);
    if (name === '') continue;
    people.push({
      name: name.slice(0, longestFact),
      role: role.join(', ').slice(0, longestFact) || null,
      partner,
    });
  }
  return { kind: 'read', people };
}

/** The only partner whose name, as it is shown, holds what was typed as whole words. */
function partnerNamed(typed: string, partners: readonly string[]): number | null {
  const wanted = foldName(typed);
  if (wanted === '') return null;
  const found = partners.flatMap((name, index) =>
    ` ${foldName(name)} `.includes(` ${wanted} `) ? [index] : [],
  );
  const [only, another] = found;
  return only !== undefined && another === undefined ? only : null;
}

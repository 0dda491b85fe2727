import { type Narrowing, narrowingWords, readNarrowing } from '../digests/filter-words.js';
import {
  type CommandText,
  type CommandWord,
  foldWord,
  pageNumber,
  textOfWord,
} from '../slack/command-text.js';
import { type Axis, axisNamed } from '../workspace/axis.js';
import { type LeadStage, stageNamed } from './lead.js';

type OfPartners = Pick<Narrowing, 'reach' | 'partnerKind'>;

/** Which leads a person wants to see, as typed after `/partner leads`. All conditions hold together. */
export interface PipelineRequest extends OfPartners {
  readonly stage: LeadStage | null;
  readonly axis: Axis | null;
  /** Whose, as typed: `<@U…>` or `@name`. */
  readonly person: string | null;
  /** The partner whose leads are meant, won, lost and proposed ones too: its name as typed, or `id:` and its id. */
  readonly partner: string | null;
  readonly coldOnly: boolean;
  readonly proposedOnly: boolean;
  /** Counted from 1. */
  readonly page: number;
  /** What was typed and means nothing here, and what it seems to be meant as; null where all was understood. */
  readonly unknown: { readonly kind: 'stage' | 'axis'; readonly typed: string } | null;
}

type FilterName = 'stage' | 'axis' | 'person' | 'partner' | 'id' | 'page';
const filterNames: Readonly<Record<string, FilterName>> = {
  stage: 'stage',
  etape: 'stage',
  axis: 'axis',
  axe: 'axis',
  owner: 'person',
  responsable: 'person',
  partner: 'partner',
  partenaire: 'partner',
  id: 'id',
  page: 'page',
};
const coldWords = new Set(['cold', 'froide', 'froides', 'froid']);
const proposedWords = new Set(['proposed', 'proposals', 'proposees', 'proposee']);

/** Reads the words after `/partner leads`, in either language. Never throws. */
export function readPipelineRequest({ words }: CommandText): PipelineRequest {
  const asked = {
    stage: null as LeadStage | null,
    axis: null as Axis | null,
    person: null as string | null,
    partner: null as string | null,
    coldOnly: false,
    proposedOnly: false,
    page: 1,
    unknown: null as PipelineRequest['unknown'],
  };
  let narrowed: OfPartners = {};
  const loose: string[] = [];
  for (const word of words) {
    const ofPartners = readOfPartners(word);
    if (ofPartners !== null) {
      narrowed = { ...narrowed, ...ofPartners };
      continue;
    }
    const text = textOfWord(word);
    const filter = word.kind === 'filter' ? filterNames[foldWord(word.name)] : undefined;
    if (word.kind === 'person') asked.person = text;
    else if (word.kind === 'filter' && filter !== undefined) apply(filter, word.value);
    else if (text.startsWith('@')) asked.person = text;
    else if (coldWords.has(foldWord(text))) asked.coldOnly = true;
    else if (proposedWords.has(foldWord(text))) asked.proposedOnly = true;
    else loose.push(text);
  }
  // A stage may have several words, so all that is left over is one.
  if (loose.length > 0) apply('stage', loose.join(' '));
  return { ...asked, ...narrowed };

  function apply(filter: FilterName, value: string): void {
    if (filter === 'page') asked.page = pageNumber(value);
    else if (filter === 'partner') asked.partner = value;
    else if (filter === 'id') asked.partner = `id:${value}`;
    else if (filter === 'person')
      asked.person = value.startsWith('<') ? value : `@${value.replace(/^@/, '')}`;
    else if (filter === 'axis') {
      asked.axis = axisNamed(value);
      if (asked.axis === null) asked.unknown ??= { kind: 'axis', typed: value };
    } else {
      asked.stage = stageNamed(value);
      if (asked.stage === null) asked.unknown ??= { kind: 'stage', typed: value };
    }
  }
}

/** What a word says of the partners; leads have no day on which they are due. */
function readOfPartners(word: CommandWord): OfPartners | null {
  const { reach, partnerKind } = readNarrowing(word) ?? {};
  if (reach !== undefined) return { reach };
  return partnerKind === undefined ? null : { partnerKind };
}

/** The command that asks for this list, on this page. */
export function pipelineCommand(asked: Omit<PipelineRequest, 'unknown' | 'page'>, page = 1): string {
  return [
    'leads',
    asked.person,
    asked.stage && `stage:${asked.stage}`,
    asked.axis && `axis:${asked.axis}`,
    asked.partner && (asked.partner.startsWith('id:') ? asked.partner : `partner:"${asked.partner}"`),
    ...narrowingWords({ reach: asked.reach, partnerKind: asked.partnerKind }),
    asked.coldOnly && 'cold',
    asked.proposedOnly && 'proposed',
    page > 1 && `page:${page}`,
  ]
    .filter(Boolean)
    .join(' ');
}

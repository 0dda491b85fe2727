import type { Amends } from '../agreements/amendment.js';
import type { ReviewKind, Score } from '../agreements/review.js';
import { addDays, addMonths, type Day, toDay } from '../calendar/day.js';
import type { Who } from './sample-partners.js';

/** An agreement; `partner` and `parent` are keys. */
export interface AgreementFact {
  readonly key: string;
  readonly partner: string;
  readonly parent?: string;
  readonly kind: 'framework' | 'specific' | 'amendment' | 'letter_of_intent';
  readonly reference: string;
  readonly title: string;
  readonly object?: string;
  readonly axes?: readonly string[];
  readonly signedOn?: Day;
  readonly startsOn?: Day;
  readonly term:
    | { readonly kind: 'fixed_end'; readonly endsOn: Day }
    | { readonly kind: 'period'; readonly months: number }
    | { readonly kind: 'open_ended' }
    | { readonly kind: 'unknown' };
  readonly renewal?: 'express' | 'tacit';
  readonly renewalMonths?: number;
  readonly renewalLimit?: number;
  readonly noticeMonths?: number;
  /** What is agreed on money in words, or that none changes hands. */
  readonly finances?: string;
  readonly withoutFinances?: boolean;
  readonly status?: 'draft' | 'in_review' | 'out_for_signature' | 'terminated' | 'replaced';
  readonly terminatedOn?: Day;
  readonly endedBecause?: string;
  /** The key of the one that it takes the place of. */
  readonly replaces?: string;
  readonly signatories?: readonly SignatoryFact[];
  readonly commitments?: readonly CommitmentFact[];
  readonly payments?: readonly PaymentFact[];
  readonly documents?: readonly { readonly title: string; readonly url: string }[];
  readonly signing?: readonly { readonly step: string; readonly passedOn: Day; readonly note?: string }[];
  /** What an amendment changes. */
  readonly amends?: Amends;
  readonly reviewCriteria?: readonly string[];
  readonly owner: Who;
}

type Side = 'ours' | 'theirs';

export interface SignatoryFact {
  readonly side: Side;
  readonly name: string;
  readonly capacity?: string;
  readonly signedOn?: Day;
}

/** A commitment; settled ones were settled on the day on which they were due. */
export interface CommitmentFact {
  readonly side: Side;
  readonly text: string;
  readonly owner?: Who;
  readonly dueOn?: Day;
  readonly everyMonths?: number;
  readonly state?: 'kept' | 'not_kept';
  readonly because?: string;
}

/** `amount` in whole units of the currency. */
export interface PaymentFact {
  readonly payer: Side;
  readonly amount: number;
  readonly currency: string;
  readonly schedule?: string;
}

/** A review of an agreement, which is named by its key. */
export interface ReviewFact {
  readonly agreement: string;
  readonly kind: ReviewKind;
  readonly heldOn: Day;
  readonly scores: readonly Score[];
  readonly comment: string;
  readonly by: Who;
}

/** The two agreements that the public pages tell of. */
export const realAgreements: readonly AgreementFact[] = [
  {
    key: 'odco-framework',
    partner: 'odco',
    kind: 'framework',
    reference: 'CC-2020-ODCO',
    title: 'Convention-cadre UM6P – ODCO',
    object:
      'Promouvoir l’économie sociale et solidaire au Maroc et en Afrique ; des conventions spécifiques en découlent.',
    axes: ['research', 'cooperation', 'continuing_education'],
    signedOn: toDay('2020-09-24'),
    startsOn: toDay('2020-09-24'),
    term: { kind: 'period', months: 60 },
    signatories: [
      { side: 'ours', name: 'UM6P', signedOn: toDay('2020-09-24') },
      { side: 'theirs', name: 'ODCO', signedOn: toDay('2020-09-24') },
    ],
    commitments: [
      { side: 'ours', text: 'Formations professionnelles et recherche-action' },
      { side: 'theirs', text: 'Dispositifs d’appui aux coopératives, échange de données' },
    ],
    owner: 'head',
  },
  {
    key: 'mnc-agreement',
    partner: 'mnc',
    kind: 'framework',
    reference: 'CP-2020-MNC',
    title: 'Convention Université Hassan 1er – Maroc Numeric Cluster',
    object:
      'Insertion des jeunes, porteurs de projets innovants, métiers du digital. Annoncée en octobre 2020 ; le jour et la durée ne sont pas connus.',
    axes: ['cooperation', 'continuing_education', 'internships'],
    term: { kind: 'unknown' },
    signatories: [
      { side: 'ours', name: 'Université Hassan 1er', capacity: 'Cité de l’Innovation' },
      { side: 'theirs', name: 'Maroc Numeric Cluster' },
    ],
    commitments: [
      { side: 'theirs', text: 'Mettre en service la plateforme Fiware' },
      { side: 'ours', text: 'Mettre à disposition un espace d’accueil des étudiants' },
    ],
    owner: 'head',
  },
];

/** Agreements of the invented partners, laid around `today` so that every list has something to show. */
export function inventedAgreements(today: Day): AgreementFact[] {
  const noticeSoonEnd = addMonths(addDays(today, 18), 3);
  const frameworkStart = addMonths(today, -40);
  const frameworkEnd = addDays(addMonths(frameworkStart, 48), -1);
  return [
    {
      key: 'atlantide-framework',
      partner: 'atlantide',
      kind: 'framework',
      reference: 'CC-ATL-01',
      title: 'Convention-cadre de recherche et de mobilité',
      axes: ['research', 'internships'],
      signedOn: addMonths(today, -35),
      startsOn: addMonths(today, -35),
      term: { kind: 'fixed_end', endsOn: addDays(today, 40) },
      renewal: 'express',
      signatories: [
        { side: 'ours', name: 'La présidence', signedOn: addMonths(today, -35) },
        { side: 'theirs', name: 'La présidence de l’Atlantide', signedOn: addMonths(today, -35) },
      ],
      commitments: [
        {
          side: 'ours',
          text: 'Accueillir deux doctorants en cotutelle',
          dueOn: addMonths(today, -6),
          everyMonths: 12,
          state: 'kept',
        },
        {
          side: 'ours',
          text: 'Remettre le rapport annuel de mobilité',
          dueOn: addDays(today, -4),
          everyMonths: 12,
        },
        { side: 'theirs', text: 'Financer le séminaire commun', dueOn: addMonths(today, -8), state: 'kept' },
        {
          side: 'theirs',
          text: 'Ouvrir la plateforme de calcul',
          dueOn: addMonths(today, -3),
          state: 'not_kept',
          because: 'La plateforme n’a pas été livrée.',
        },
      ],
      documents: [{ title: 'Convention signée', url: 'https://documents.example/cc-atl-01.pdf' }],
      owner: 'international',
    },
    {
      key: 'eldorado-training',
      partner: 'eldorado',
      kind: 'framework',
      reference: 'CC-ELD-01',
      title: 'Formation continue des coopérateurs',
      axes: ['continuing_education'],
      signedOn: addMonths(noticeSoonEnd, -25),
      startsOn: addDays(addMonths(noticeSoonEnd, -24), 1),
      term: { kind: 'fixed_end', endsOn: noticeSoonEnd },
      renewal: 'tacit',
      renewalMonths: 12,
      noticeMonths: 3,
      finances: 'Frais de formation partagés par moitié',
      payments: [
        { payer: 'ours', amount: 60_000, currency: 'MAD', schedule: 'à la rentrée, chaque année' },
        { payer: 'theirs', amount: 60_000, currency: 'MAD', schedule: 'au bilan, chaque année' },
      ],
      commitments: [
        { side: 'ours', text: 'Prêter l’amphithéâtre', dueOn: addDays(today, 12), everyMonths: 6 },
        { side: 'theirs', text: 'Inscrire vingt coopérateurs', dueOn: addDays(today, 3) },
      ],
      owner: 'officer',
    },
    {
      key: 'hyperboree-events',
      partner: 'hyperboree',
      kind: 'specific',
      reference: 'CS-HYP-01',
      title: 'Journées de l’énergie',
      axes: ['events'],
      startsOn: addMonths(today, -13),
      term: { kind: 'fixed_end', endsOn: addDays(today, -20) },
      owner: 'officer',
    },
    {
      key: 'utopia-research',
      partner: 'utopia',
      kind: 'framework',
      reference: 'CC-UTO-01',
      title: 'Coopération de recherche (durée à retrouver)',
      axes: ['research'],
      signedOn: addMonths(today, -50),
      term: { kind: 'unknown' },
      owner: 'head',
    },
    {
      key: 'lyonesse-framework',
      partner: 'lyonesse',
      kind: 'framework',
      reference: 'CC-ULY-01',
      title: 'Convention-cadre de coopération',
      axes: ['research', 'internships', 'events'],
      signedOn: addDays(frameworkStart, -15),
      startsOn: frameworkStart,
      term: { kind: 'period', months: 48 },
      renewal: 'express',
      noticeMonths: 6,
      signatories: [
        { side: 'ours', name: 'Université de l’Atlas', signedOn: addDays(frameworkStart, -15) },
        { side: 'theirs', name: 'Université de Lyonesse', signedOn: addDays(frameworkStart, -15) },
      ],
      withoutFinances: true,
      reviewCriteria: ['Mobilité des étudiants', 'Recherche commune', 'Suivi et rencontres'],
      owner: 'international',
    },
    {
      key: 'lyonesse-internships',
      partner: 'lyonesse',
      parent: 'lyonesse-framework',
      kind: 'specific',
      reference: 'CS-ULY-01',
      title: 'Stages croisés d’étudiants',
      axes: ['internships'],
      startsOn: addMonths(today, -10),
      term: { kind: 'fixed_end', endsOn: addDays(today, 75) },
      renewal: 'express',
      commitments: [
        { side: 'theirs', text: 'Dix places de stage', dueOn: addDays(today, 20), everyMonths: 12 },
        { side: 'ours', text: 'Logement et tutorat', owner: 'officer', dueOn: addDays(today, -9) },
      ],
      owner: 'international',
    },
    {
      key: 'lyonesse-laboratory',
      partner: 'lyonesse',
      parent: 'lyonesse-framework',
      kind: 'specific',
      reference: 'CS-ULY-02',
      title: 'Laboratoire commun (dépasse la fin de la convention-cadre)',
      axes: ['research'],
      startsOn: addMonths(today, -6),
      term: { kind: 'fixed_end', endsOn: addMonths(frameworkEnd, 30) },
      owner: 'head',
    },
    {
      key: 'lyonesse-amendment',
      partner: 'lyonesse',
      parent: 'lyonesse-framework',
      kind: 'amendment',
      reference: 'AV-ULY-01',
      title: 'Avenant 1 : prolongation d’un an',
      signedOn: addMonths(today, -2),
      startsOn: addMonths(today, -2),
      term: { kind: 'open_ended' },
      amends: { longerByMonths: 12 },
      owner: 'international',
    },
    {
      key: 'cocagne-events',
      partner: 'cocagne',
      kind: 'framework',
      reference: 'CC-COC-01',
      title: 'Manifestations communes',
      axes: ['events'],
      startsOn: addMonths(today, -30),
      term: { kind: 'open_ended' },
      noticeMonths: 6,
      owner: 'officer',
    },
    {
      key: 'avalon-intent',
      partner: 'avalon',
      kind: 'letter_of_intent',
      reference: 'LI-AVA-01',
      title: 'Lettre d’intention : stages en biotechnologie',
      axes: ['internships'],
      signedOn: addMonths(today, -2),
      startsOn: addMonths(today, -2),
      term: { kind: 'period', months: 12 },
      owner: 'focalPoint',
    },
    {
      key: 'thule-cooperation',
      partner: 'thule',
      kind: 'framework',
      reference: 'CC-THU-01',
      title: 'Coopération technique, renouvelée tacitement deux fois au plus',
      axes: ['cooperation'],
      startsOn: addDays(addMonths(today, -66), 9),
      term: { kind: 'period', months: 36 },
      renewal: 'tacit',
      renewalMonths: 36,
      renewalLimit: 2,
      noticeMonths: 3,
      owner: 'head',
    },
    {
      key: 'ys-city',
      partner: 'ys',
      kind: 'framework',
      reference: 'CS-YSV-01',
      title: 'Semaine de la science en ville',
      axes: ['events'],
      startsOn: addMonths(today, -9),
      term: { kind: 'fixed_end', endsOn: addDays(today, 85) },
      renewal: 'express',
      owner: 'officer',
    },
    {
      key: 'shangri-la-data',
      partner: 'shangri-la',
      kind: 'framework',
      reference: 'CC-SHA-01',
      title: 'Partage de données d’observation (entre en vigueur le mois prochain)',
      axes: ['research'],
      signedOn: addDays(today, -5),
      startsOn: addDays(today, 30),
      term: { kind: 'period', months: 24 },
      owner: 'international',
    },
    {
      key: 'erewhon-internships',
      partner: 'erewhon',
      kind: 'specific',
      reference: 'CS-ERE-01',
      title: 'Stages en informatique (dénonciation dépassée)',
      axes: ['internships'],
      startsOn: addMonths(today, -11),
      term: { kind: 'fixed_end', endsOn: addDays(today, 20) },
      renewal: 'tacit',
      renewalMonths: 12,
      noticeMonths: 1,
      owner: 'focalPoint',
    },
    {
      key: 'lilliput-training',
      partner: 'lilliput',
      kind: 'framework',
      reference: 'CS-LIL-01',
      title: 'Formation des bénévoles',
      axes: ['continuing_education'],
      startsOn: addMonths(today, -4),
      term: { kind: 'period', months: 36 },
      owner: 'officer',
    },
    {
      key: 'ys-science-next',
      partner: 'ys',
      kind: 'specific',
      reference: 'CS-YSV-02',
      title: 'Semaine de la science en ville, nouvelle convention',
      object: 'Prend la suite de la convention en cours, avec les lycées de la ville.',
      axes: ['events'],
      status: 'in_review',
      startsOn: addDays(today, 86),
      term: { kind: 'period', months: 36 },
      renewal: 'express',
      replaces: 'ys-city',
      signing: [
        { step: 'Visa du service juridique', passedOn: addDays(today, -3), note: 'avec deux remarques' },
      ],
      signatories: [
        { side: 'ours', name: 'La présidence' },
        { side: 'theirs', name: 'La mairie' },
      ],
      owner: 'officer',
    },
    {
      key: 'avalon-draft',
      partner: 'avalon',
      kind: 'framework',
      reference: 'CC-AVA-01',
      title: 'Convention-cadre (brouillon, durée à convenir)',
      status: 'draft',
      term: { kind: 'unknown' },
      owner: 'focalPoint',
    },
    {
      key: 'cocagne-early-end',
      partner: 'cocagne',
      kind: 'specific',
      reference: 'CS-COC-01',
      title: 'Festival d’été (résiliée avant terme)',
      axes: ['events'],
      signedOn: addMonths(today, -20),
      startsOn: addMonths(today, -20),
      term: { kind: 'period', months: 36 },
      status: 'terminated',
      terminatedOn: addDays(today, -30),
      endedBecause: 'Le lieu du festival a fermé.',
      owner: 'officer',
    },
  ];
}

/** Reviews of the invented partners' agreements. */
export function inventedReviews(today: Day): ReviewFact[] {
  return [
    {
      agreement: 'lyonesse-framework',
      kind: 'mid_term',
      heldOn: addMonths(today, -14),
      scores: [
        { criterion: 'Mobilité des étudiants', ours: 4, theirs: 5 },
        { criterion: 'Recherche commune', ours: 3, theirs: 3 },
        { criterion: 'Suivi et rencontres', ours: 2, theirs: 4 },
      ],
      comment: 'Prévoir deux rencontres par an et un responsable de chaque côté.',
      by: 'international',
    },
  ];
}
